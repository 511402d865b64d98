using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>The hidden diagnostics lie exactly where the generator reports an error that has a fix.</summary>
public class CarrierTests
{
    [Fact]
    public async Task Every_refusal_with_a_fix_is_carried()
    {
        var solution = UserSolution.Of("""
            public class Outer
            {
                public class Inner
                {
                    [DistributedLock("a")] public Task OneAsync() => Task.CompletedTask;
                    [DistributedLock("a")] partial Task TwoAsync();
                    [DistributedLock("a")] public partial Task ThreeAsync() => Task.CompletedTask;
                }
            }

            file partial class Hidden { [DistributedLock("a")] public partial Task FourAsync(); }
            """);
        var project = solution.Projects.Single();

        var refusals = (await project.RefusalsAsync()).Where(refusal => refusal.Id != Rules.HalfExists.Id).Select(refusal => $"{refusal.Id}Fix {refusal.Location.SourceSpan}");
        var carriers = (await project.DiagnosticsAsync())
            .Where(diagnostic => diagnostic.Id.EndsWith("Fix", StringComparison.Ordinal))
            .Select(carrier => $"{carrier.Id} {carrier.Location.SourceSpan}");
        Assert.Equal(refusals.Order(), carriers.Order());
    }

    [Fact]
    public void A_carrier_is_the_twin_of_a_rule_of_the_generator() => Assert.All(
        FixCarriers.All(), carrier => Assert.Equal(carrier, FixCarriers.Of(Rules.ReportedByGenerator(carrier.Id[..^"Fix".Length]))));
}
