using ZkLockAttr.TestServers.Processes;

namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>Shells of this machine, and PowerShell, which <c>./test</c> installs in the folder of its own things.</summary>
internal static class ShellProgram
{
    private const string PowerShell = "pwsh";

    private static readonly string Installed = Path.Combine(Repository.Root, "artifacts", "tools", PowerShell);

    public static Availability AvailabilityOf(string shell) => new(
        Find(shell) is not null ? null
        : shell == PowerShell ? "PowerShell is missing: dotnet tool install --tool-path artifacts/tools PowerShell."
        : $"The shell is missing: apt-get install {shell}.");

    /// <summary>Where it is.</summary>
    public static string Of(string shell) => Find(shell) ?? throw new InvalidOperationException(AvailabilityOf(shell).MissingReason);

    private static string? Find(string shell) => Availability.FindProgram(shell) ?? (shell == PowerShell && File.Exists(Installed) ? Installed : null);
}
