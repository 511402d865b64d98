using System.Globalization;
using Xunit.Abstractions;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Differential.Tests.Generated;

/// <summary>
/// Scripts written at random. Others than the usual ones: <c>ZKLOCK_DIFFERENTIAL_SEED</c> is the first seed, <c>ZKLOCK_DIFFERENTIAL_SCRIPTS</c> the number of
/// scripts, each of which has the next seed. One that fails is told with its seed, in the shortest form that still fails.
/// </summary>
[Collection(ServerPairGroup.Name)]
public sealed class GeneratedScriptTests(ServerPair servers, ITestOutputHelper output)
{
    private const string SeedVariable = "ZKLOCK_DIFFERENTIAL_SEED";
    private const string ScriptsVariable = "ZKLOCK_DIFFERENTIAL_SCRIPTS";
    private const int UsualScripts = 80;
    private const int Lines = 60;

    [RealZooKeeperFact]
    public void Both_servers_give_the_same_answers()
    {
        var first = Setting(SeedVariable, otherwise: 1);
        var scripts = Setting(ScriptsVariable, UsualScripts);
        var (lines, answers) = (0, 0);
        for (var seed = first; seed < first + scripts; seed++)
        {
            var comparison = servers.Compare(new ScriptGenerator(seed).Write(Lines));
            if (comparison.FirstDifference is not null)
            {
                Assert.Fail($"With {SeedVariable}={seed} {ScriptsVariable}=1: {Shrinking.Shrink(servers, comparison).Describe()}");
            }

            lines += comparison.Script.Lines.Count;
            answers += comparison.Real.Count;
        }

        output.WriteLine($"{scripts} scripts from seed {first}: {lines} lines, {answers} answers, all equal.");
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
