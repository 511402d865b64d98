using System.Collections.Concurrent;

namespace ZkLockAttr.Tests.Locking;

/// <summary>
/// Requests of every kind that cross each other, of several callers in each of several processes: everybody is served, nobody meets whom it excludes, nothing
/// is left. What each caller asks for is drawn from a seed; when they meet is not, and the end is when all have been served.
/// </summary>
public sealed class CrossingTests : InProcessTests
{
    private const int Processes = 3;
    private const int CallersInEach = 8;
    private const int Rounds = 120;
    private const int Places = 2;

    private static readonly string[] Names = ["a", "b", "c"];

    private readonly ConcurrentDictionary<string, int> _inside = new();

    [Theory(Timeout = 4 * Limit)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Crossing_requests_of_every_kind_are_all_served(int seed)
    {
        var served = 0;
        var callers = Enumerable.Range(0, Processes).Select(_ => NewLocks()).SelectMany(
            (locks, process) => Enumerable.Range(0, CallersInEach).Select(caller => (locks, new Random((seed * 1000) + (process * 100) + caller))));

        await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
        {
            var (locks, random) = caller;
            for (var round = 0; round < Rounds; round++)
            {
                await RunAsync(locks, random);
                Interlocked.Increment(ref served);
            }
        })));

        Assert.Equal(Processes * CallersInEach * Rounds, served);

        // What is retained goes by itself.
        await Server.WaitUntilAsync(server => Names.Append("places").All(name => server.GetChildren($"/locks/{name}").Count == 0));
    }

    private async Task RunAsync(DistributedLocks locks, Random random)
    {
        var name = Names[random.Next(Names.Length)];
        var another = Names[random.Next(Names.Length)];
        var mode = random.Next(2) == 0 ? LockMode.Exclusive : LockMode.Shared;
        switch (random.Next(10))
        {
            case 0:
                await HoldAsync(await locks.AcquireAsync(new LockRequest(name, mode)), (name, mode));
                break;

            case 1:
            case 2:
                await HoldAsync(await locks.AcquireAsync(new LockRequest(name, mode) { Options = LockOptions.HandOver }), (name, mode));
                break;

            case 3:
                var retained = new LockRequest(name) { Retain = TimeSpan.FromMilliseconds(20) };
                await HoldAsync(await locks.AcquireAsync(retained), (name, LockMode.Exclusive));
                break;

            case 4:
                await DowngradeAsync(await locks.AcquireAsync(new LockRequest(name) { Options = LockOptions.Downgradable }), name);
                break;

            case 5:
                await HoldAsync(await locks.TryAcquireAsync(new LockRequest(name, mode)), (name, mode));
                break;

            case 6:
                await GiveUpAsync(locks, name, mode);
                break;

            case 7:
                await TakePlaceAsync(await locks.AcquireAsync(LockRequest.Semaphore("places", Places)));
                break;

            default:
                var handle = await locks.AcquireAsync(new LockRequest(name).And(another, mode));
                await HoldAsync(handle, name == another ? [(name, LockMode.Exclusive)] : [(name, LockMode.Exclusive), (another, mode)]);
                break;
        }
    }

    // Cancelled at some moment: before it waits, while it does, or after.
    private async Task GiveUpAsync(DistributedLocks locks, string name, LockMode mode)
    {
        using var source = new CancellationTokenSource();
        var asking = locks.AcquireAsync(new LockRequest(name, mode) { Options = LockOptions.HandOver }, cancellationToken: source.Token);
        await source.CancelAsync();
        try
        {
            await HoldAsync(await asking, (name, mode));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task HoldAsync(LockHandle? handle, params (string Name, LockMode Mode)[] locked)
    {
        if (handle is null)
        {
            return;
        }

        await using (handle)
        {
            Assert.All(locked, one => Enter(one.Name, one.Mode));
            await Task.Yield();
            Assert.True(handle.IsHeld);
            Assert.All(locked, one => Leave(one.Name, one.Mode));
        }
    }

    private async Task DowngradeAsync(LockHandle handle, string name)
    {
        await using (handle)
        {
            Enter(name, LockMode.Exclusive);
            await Task.Yield();
            Leave(name, LockMode.Exclusive);
            Enter(name, LockMode.Shared);
            await handle.DowngradeAsync();
            Assert.True(handle.IsHeld);
            Leave(name, LockMode.Shared);
        }
    }

    private async Task TakePlaceAsync(LockHandle handle)
    {
        await using (handle)
        {
            Assert.InRange(_inside.AddOrUpdate("places", 1, (_, count) => count + 1), 1, Places);
            await Task.Yield();
            _inside.AddOrUpdate("places", 0, (_, count) => count - 1);
        }
    }

    // Readers count up from 0, a writer is -1.
    private void Enter(string name, LockMode mode)
    {
        var inside = _inside.AddOrUpdate(name, _ => Entered(0, mode), (_, count) => Entered(count, mode));
        Assert.True(mode == LockMode.Exclusive ? inside == -1 : inside > 0, $"There are others in {name}.");
    }

    private void Leave(string name, LockMode mode) => _inside.AddOrUpdate(name, 0, (_, count) => mode == LockMode.Exclusive ? count + 1 : count - 1);

    private static int Entered(int count, LockMode mode) => mode == LockMode.Exclusive ? count - 1 : count + 1;
}
