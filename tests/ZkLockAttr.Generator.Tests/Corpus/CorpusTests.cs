namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>
/// Hundreds of locked methods, drawn from a grammar of valid ones: they build without a word and run under their locks. Another seed than the
/// usual one is given in <c>ZKLOCK_CORPUS_SEED</c>.
/// </summary>
[Trait("Category", "Build")]
public class CorpusTests(CorpusBuild corpus) : IClassFixture<CorpusBuild>
{
    [Fact]
    public void The_usual_corpus_has_all_of_the_grammar_in_it()
    {
        var usual = CorpusGrammar.Write(CorpusBuild.UsualSeed, CorpusBuild.Methods);

        Assert.InRange(usual.Sum(item => item.Methods), 500, int.MaxValue);
        Assert.Empty(Features.All.Except(usual.SelectMany(item => item.Features)));
    }

    [Fact]
    public void The_corpus_builds_without_a_word()
    {
        Assert.True(corpus.Build.ExitCode == 0, Seeded(corpus.Build.Text));
        Assert.Contains("0 Warning(s)", corpus.Build.Text, StringComparison.Ordinal);

        var words = corpus.Diagnostics.Where(diagnostic => diagnostic.Level != "note").Select(diagnostic => diagnostic.ToString()).ToList();
        Assert.True(words.Count == 0, Seeded(words));
    }

    [Fact]
    public void Advice_is_given_where_it_is_due_and_nowhere_else()
    {
        var expected = corpus.Cases.SelectMany(item => item.Advice.Select(id => $"{item.Name} {id}")).Order(StringComparer.Ordinal).ToList();
        var actual = corpus.Diagnostics
            .Where(diagnostic => diagnostic.Id.StartsWith("ZKL", StringComparison.Ordinal))
            .Select(diagnostic => $"{diagnostic.File} {diagnostic.Id}")
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(expected.SequenceEqual(actual), Seeded([
            .. expected.Except(actual).Select(missing => $"- {missing}"), .. actual.Except(expected).Select(extra => $"+ {extra}"),
            $"{expected.Count} expected, {actual.Count} given",
        ]));
    }

    [Fact]
    public void Every_method_runs_under_its_lock()
    {
        var lines = corpus.Run.Text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        Assert.True(corpus.Cases.Select(item => item.Name).SequenceEqual(lines), Seeded(lines.Where(line => line.Contains(": ", StringComparison.Ordinal))));
        Assert.Equal(0, corpus.Run.ExitCode);
    }

    private string Seeded(params IEnumerable<string> lines) => $"Seed {corpus.Seed}:\n{string.Join('\n', lines)}";
}
