namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>
/// Hundreds of locked methods, drawn from a grammar of valid ones: they build without a word and run under their locks. Another seed than the
/// usual one is given in <c>ZKLOCK_CORPUS_SEED</c>.
/// </summary>
[Trait("Category", "Build")]
public class CorpusTests(CorpusBuild corpus) : IClassFixture<CorpusBuild>
{
    [Fact]
    public void The_corpus_has_all_of_its_grammar_in_it()
    {
        Assert.InRange(corpus.Cases.Sum(item => item.Methods), 500, int.MaxValue);
        Assert.Empty(Features.All.Except(corpus.Cases.SelectMany(item => item.Features)));
    }

    [Fact]
    public void The_corpus_builds_without_a_word()
    {
        Assert.True(corpus.Build.ExitCode == 0, Seeded(corpus.Build.Text));
        Assert.Contains("0 Warning(s)", corpus.Build.Text, StringComparison.Ordinal);
        Assert.True(corpus.Diagnostics.All(diagnostic => diagnostic.Level == "note"), Seeded(corpus.Diagnostics));
    }

    [Fact]
    public void Advice_is_given_where_it_is_due_and_nowhere_else()
    {
        var expected = corpus.Cases.SelectMany(item => item.Advice.Select(id => $"{item.Name} {id}"));
        var actual = corpus.Diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("ZKL", StringComparison.Ordinal)).Select(diagnostic => $"{diagnostic.File} {diagnostic.Id}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_method_runs_under_its_lock()
    {
        var failed = corpus.Run.Text?.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal));

        Assert.True(failed is not null && !failed.Any(), Seeded(failed ?? []));
        Assert.Equal(corpus.Cases.Select(item => item.Name), corpus.Run.Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(0, corpus.Run.ExitCode);
    }

    private string Seeded(object text) => $"Seed {corpus.Seed}: {(text as string) ?? string.Join('\n', ((System.Collections.IEnumerable)text).Cast<object>())}";
}
