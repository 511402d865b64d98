namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>Real builds with the compiler of the SDK: nothing of ours runs unlocked, whatever is switched off.</summary>
[Trait("Category", "Build")]
public class FailsClosedTests
{
    [Fact]
    public async Task Code_without_a_place_for_the_half_never_builds()
    {
        using var project = new TemporaryProject("""
            Console.WriteLine();

            internal partial class NotPartial
            {
                [DistributedLock("a")] public Task RunAsync() => Task.CompletedTask;
            }

            internal class TypeNotPartial(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                private Task RunAsyncCore() => Task.CompletedTask;
            }

            internal partial class NoAccessibility(IDistributedLocks locks)
            {
                [DistributedLock("a")] partial Task RunAsync();
                private Task RunAsyncCore() => Task.CompletedTask;
            }

            internal partial class HalfByHand(IDistributedLocks locks)
            {
                [DistributedLock("a")] public partial Task RunAsync();
                public partial Task RunAsync() => RunAsyncCore();
                private Task RunAsyncCore() => Task.CompletedTask;
            }

            internal static partial class Extensions
            {
                extension(int number)
                {
                    [DistributedLock("a")] public Task RunAsync() => Task.CompletedTask;
                }
            }
            """);

        var build = await project.BuildAsync("-p:RunAnalyzers=false");

        Assert.NotEqual(0, build.ExitCode);
        Assert.All(["ZKL0001", "ZKL0002", "ZKL0003", "ZKL0004", "ZKL0005"], id => Assert.Contains($"error {id}: ", build.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_with_a_lock_that_is_not_understood_fails_to_build_and_without_analyzers_throws()
    {
        using var project = new TemporaryProject("""
            try
            {
                await new Service(null!).RunAsync(1);
            }
            catch (NotSupportedException error)
            {
                Console.WriteLine("threw " + error.Message);
            }

            internal partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("orders/{oder}")] public partial Task RunAsync(int order);

                private static Task RunAsyncCore(int order)
                {
                    Console.WriteLine("ran unlocked");
                    return Task.FromResult(order);
                }
            }
            """);

        var withAnalyzers = await project.BuildAsync();
        Assert.NotEqual(0, withAnalyzers.ExitCode);
        Assert.Contains("error ZKL0201: ", withAnalyzers.Text, StringComparison.Ordinal);

        var without = await project.BuildAsync("-p:RunAnalyzers=false");
        Assert.True(without.ExitCode == 0, without.Text);
        var run = await project.RunAsync();
        Assert.Contains("threw RunAsync cannot run", run.Text, StringComparison.Ordinal);
        Assert.Contains("ZKL0201", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ran unlocked", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_code_builds_without_a_word()
    {
        using var project = new TemporaryProject("""
            namespace Shop;

            internal static class Program
            {
                private static void Main() => Console.WriteLine(typeof(OrderService));
            }

            /// <summary>Orders.</summary>
            public partial class OrderService(IDistributedLocks locks)
            {
                /// <summary>Places an order.</summary>
                [DistributedLock("orders/{id}/{day:O}", Timeout = "5s")]
                public partial Task<string> PlaceAsync(int id, DateOnly day, CancellationToken cancellationToken = default);

                /// <summary>Places what is left, if nobody else does.</summary>
                [DistributedLock("orders", Timeout = "0s", OnTimeout = OnTimeout.Skip)]
                public partial ValueTask<int?> PlaceRestAsync<T>(T first, params string[] rest)
                    where T : notnull;

                /// <summary>Places many, the token before what is params.</summary>
                [DistributedLock("many")]
                public partial Task PlaceManyAsync(CancellationToken cancellationToken, params string[] orders);

                /// <summary>Counts.</summary>
                [DistributedLock("orders")]
                public partial int Count(ref int calls);

                /// <summary>Cleans up.</summary>
                [DistributedLock("clean", Provider = nameof(given))]
                public static partial void Clean(IDistributedLocks given);

                /// <summary>Moves from one to another.</summary>
                [DistributedLock("stock/{from}", "stock/{to}", Timeout = "5s", HoldAtLeast = "100ms")]
                public partial Task MoveAsync(int from, int to, CancellationToken cancellationToken = default);

                /// <summary>Reads.</summary>
                [DistributedLock("prices", Mode = LockMode.Shared, Retain = "10s")]
                public partial ValueTask<int> ReadAsync(CancellationToken cancellationToken);

                /// <summary>Prints.</summary>
                [DistributedSemaphore("printers", 3, Timeout = "1m", Fallback = nameof(LaterAsync))]
                public partial Task PrintAsync(int id);

                private static Task MoveAsyncCore(int from, int to, CancellationToken cancellationToken) => Task.Delay(from + to, cancellationToken);

                private static ValueTask<int> ReadAsyncCore(CancellationToken cancellationToken) => new(cancellationToken.IsCancellationRequested ? 0 : 1);

                private static Task PrintAsyncCore(int id, LockHandle handle) => Task.Delay(handle.IsHeld ? id : 0);

                private Task LaterAsync(int id) => Task.Delay(id);

                private async Task<string> PlaceAsyncCore(int id, DateOnly day, CancellationToken cancellationToken)
                {
                    await Task.Delay(id, cancellationToken);
                    return day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
                }

                private static ValueTask<int?> PlaceRestAsyncCore<T>(T first, string[] rest, LockHandle handle)
                    where T : notnull => new(handle.IsHeld ? rest.Length : null);

                private static Task PlaceManyAsyncCore(CancellationToken cancellationToken, string[] orders) =>
                    orders.Length == 0 ? Task.CompletedTask : Task.FromCanceled(cancellationToken);

                private static int CountCore(ref int calls) => calls++;

                private static void CleanCore(IDistributedLocks given) => Console.WriteLine(given);
            }
            """);

        var build = await project.BuildAsync();

        Assert.True(build.ExitCode == 0, build.Text);
        Assert.Contains("0 Warning(s)", build.Text, StringComparison.Ordinal);
    }
}
