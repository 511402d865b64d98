using System.Diagnostics.CodeAnalysis;
using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Pauses;

/// <summary>A process is frozen for longer than its session lasts, and then goes on with all that it believed and all that has come for it meanwhile.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "xunit calls DisposeAsync.")]
public sealed class FrozenProcessTests(EnsembleFixture fixture) : IClassFixture<EnsembleFixture>, IAsyncLifetime
{
    private const int Limit = 60_000;
    private const string Name = "frozen";

    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zklock-frozen-");
    private readonly History _history = new();
    private RegisterServer? _register;
    private ZooKeeperClient? _observer;
    private DistributedLocks? _locks;
    private LockerProcess? _process;

    public Task InitializeAsync()
    {
        _register = new RegisterServer(_folder.FullName);
        _observer = new ZooKeeperClient(fixture.Ensemble.ConnectionString);
        _locks = new DistributedLocks(fixture.Ensemble.ConnectionString);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await _locks!.DisposeAsync();
        await _observer!.DisposeAsync();
        await _register!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task Frozen_while_waiting_it_does_not_enter_when_its_predecessor_left_and_its_session_ended_meanwhile()
    {
        var queue = new Queue(_observer!);
        var before = await _locks!.AcquireAsync(Name);
        StartLocker();
        await queue.WaitForAtLeastAsync(Name, 2);

        _process!.Freeze();
        await before.DisposeAsync();
        await queue.WaitUntilEmptyAsync(Name);
        var meanwhile = await _locks!.AcquireAsync(Name);
        _process.Thaw();

        // By the time it has enqueued in a new session it has seen all that happened.
        await queue.WaitForAtLeastAsync(Name, 2);
        Assert.Equal(0, _history.Count(JournalEvent.Got));
        Assert.True(meanwhile.IsHeld);

        var got = _history.WaitForAsync((_, line) => line.Event == JournalEvent.Got);
        await meanwhile.DisposeAsync();
        Assert.True((await got).Token > meanwhile.FencingToken);
    }

    [RealZooKeeperFact(Timeout = Limit)]
    public async Task Frozen_while_holding_it_holds_no_more_when_it_goes_on()
    {
        var has = _history.WaitForAsync((_, line) => line.Event == JournalEvent.Has);
        StartLocker();
        await has;

        _process!.Freeze();
        await using var next = await _locks!.AcquireAsync(Name);
        var taken = Clock.Now;
        var lost = _history.WaitForAsync((_, line) => line.Event == JournalEvent.Lost);
        _process.Thaw();
        await lost;

        var hold = Assert.Single(_history.Holds);
        Assert.True(hold.Until < taken, $"{hold}, but somebody else had it at {taken.TotalSeconds:0.0000} s");
        Assert.True(next.FencingToken > hold.Token);
        Assert.True(next.IsHeld);
    }

    private void StartLocker()
    {
        var options = new LockerOptions(
            fixture.Ensemble.ConnectionString, SessionTimeout, _register!.Path, Seed: 1, Lockers: 1, IsPatient: true, Hold: TimeSpan.FromMinutes(1), [Name]);
        _process = LockerProcess.Start("the frozen one", options, _history, TextWriter.Null);
    }
}
