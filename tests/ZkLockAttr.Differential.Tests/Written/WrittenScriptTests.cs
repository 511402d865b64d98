using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.Differential.Tests.Scripts;

namespace ZkLockAttr.Differential.Tests.Written;

/// <summary>Scripts that people wrote, one a topic.</summary>
public abstract class WrittenScriptTests(ServerPair servers, ITestOutputHelper output)
{
    /// <summary>Runs the script against both servers, whose answers must be equal.</summary>
    protected void Same(string text)
    {
        var comparison = servers.Compare(Script.Parse(text));
        Assert.True(comparison.FirstDifference is null, comparison.Describe());
        output.WriteLine($"{comparison.Real.Count} answers are equal:\n{comparison.Tell()}");
    }
}
