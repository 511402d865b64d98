namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>What a run of the program came to.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a run that was a success.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}{Errors}");
        return Output;
    }

    /// <summary>What a run that failed so said of it.</summary>
    public string Failed(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, not {exitCode}\n{Output}{Errors}");
        return Errors;
    }
}
