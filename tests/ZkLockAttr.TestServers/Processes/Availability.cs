namespace ZkLockAttr.TestServers.Processes;

/// <summary>Whether this machine has what a test needs.</summary>
/// <param name="MissingReason">What is missing and how to get it; null if nothing is.</param>
public sealed record Availability(string? MissingReason)
{
    /// <summary>Whether nothing is missing.</summary>
    public bool IsAvailable => MissingReason is null;

    /// <summary>On a build server nothing may be skipped: there a test whose server is missing fails.</summary>
    public string? SkipReason => Environment.GetEnvironmentVariable("CI") == "true" ? null : MissingReason;

    /// <exception cref="InvalidOperationException">Something is missing.</exception>
    public void Demand()
    {
        if (!IsAvailable)
        {
            throw new InvalidOperationException(MissingReason);
        }
    }

    internal static string? FindProgram(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
