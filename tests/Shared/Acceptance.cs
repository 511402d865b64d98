namespace ZkLockAttr.Shared;

/// <summary>
/// Files of the repository that tests hold true. To accept what a run gives, set <c>ZKLOCK_ACCEPT_SNAPSHOTS=1</c> and read the change before
/// committing it; on CI nothing is ever accepted.
/// </summary>
internal static class Acceptance
{
    private const string Variable = "ZKLOCK_ACCEPT_SNAPSHOTS";

    public static bool IsAsked { get; } = IsAllowed(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("CI"));

    public static bool IsAllowed(string? accept, string? ci) => accept == "1" && !string.Equals(ci, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file holds this text; or now it does, where that was asked for.</summary>
    public static void Match(string path, string text)
    {
        if (IsAsked)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        var accepted = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(accepted == text, $"{Path.GetFileName(path)} is not what this run gives, which {Variable}=1 accepts:\n{text}");
    }
}
