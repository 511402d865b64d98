using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace ZkLockAttr.Generator.Tests.Harness;

/// <summary>
/// Compares generated files with accepted ones, in Verify's layout: <c>Snapshots/Class.Method#Hint.g.verified.cs</c>. New ones are accepted as
/// <see cref="Acceptance"/> says.
/// </summary>
internal static class Snapshots
{
    public const string Verified = ".g.verified.cs";

    private const string Received = ".g.received.cs";

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "ZkLockAttr.Generator.Tests", "Snapshots");

    /// <summary>Compares every file of a run, and finds accepted files that the run no longer writes.</summary>
    public static void Match(GeneratorRun run, string testClass, string testMethod) => Match(
        Folder,
        $"{testClass}.{testMethod}",
        run.Result.GeneratedSources.ToDictionary(source => source.HintName.Replace(".g.cs", "", StringComparison.Ordinal), source => source.SourceText.ToString()),
        Acceptance.IsAsked);

    public static void Match(string folder, string test, Dictionary<string, string> files, bool accept)
    {
        Directory.CreateDirectory(folder);
        var failures = new StringBuilder();
        foreach (var (hint, text) in files)
        {
            MatchFile(Path.Combine(folder, $"{test}#{hint}"), text, accept, failures);
        }

        foreach (var path in Directory.GetFiles(folder, $"{test}#*{Verified}"))
        {
            var hint = Path.GetFileName(path)[(test.Length + 1)..^Verified.Length];
            if (files.ContainsKey(hint))
            {
                continue;
            }

            if (accept)
            {
                File.Delete(path);
            }
            else
            {
                failures.AppendLine($"The test no longer writes {Path.GetFileName(path)}: delete it.");
            }
        }

        Assert.True(failures.Length == 0, failures.ToString());
    }

    private static void MatchFile(string stem, string text, bool accept, StringBuilder failures)
    {
        var verified = stem + Verified;
        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (expected == text)
        {
            File.Delete(stem + Received);
        }
        else if (accept)
        {
            File.WriteAllText(verified, text);
            File.Delete(stem + Received);
        }
        else
        {
            File.WriteAllText(stem + Received, text);
            failures.AppendLine($"{Path.GetFileName(verified)} differs (- accepted, + now):").AppendLine(Diff(expected, text));
        }
    }

    private static string Diff(string expected, string actual) => string.Join('\n', new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines.Select(line => line.Type switch
    {
        ChangeType.Inserted => "+ " + line.Text,
        ChangeType.Deleted => "- " + line.Text,
        _ => "  " + line.Text,
    }));
}
