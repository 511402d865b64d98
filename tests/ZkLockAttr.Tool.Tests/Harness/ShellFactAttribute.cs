namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>A test that needs a shell: skipped where that is missing, but never on a build server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    /// <summary>Looks whether the shell is there.</summary>
    public ShellFactAttribute(string shell) => Skip = ShellProgram.AvailabilityOf(shell).SkipReason;
}
