using System.Globalization;
using System.Net;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Isolation;

/// <summary>A client whose server is cut off from its ensemble at a certain moment, and what became of its lock.</summary>
internal sealed class IsolatedClient : IAsyncDisposable
{
    private readonly Moment _moment;
    private readonly string _name;
    private readonly FaultProxy _proxy;
    private readonly DistributedLocks _locks;
    private readonly Rivals _rivals;
    private readonly Queue _onFollower;
    private readonly TaskCompletionSource<TimeSpan> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LockHandle? _before;
    private Task<LockHandle>? _acquiring;
    private Task<TimeSpan>? _lastHeld;
    private Task<(LockHandle Handle, TimeSpan Time)>? _givenAway;
    private IDisposable? _hold;

    public IsolatedClient(TimeSpan sessionTimeout, Moment moment, IPEndPoint follower, Queue onFollower, Rivals rivals)
    {
        SessionTimeout = sessionTimeout;
        _moment = moment;
        _name = string.Create(CultureInfo.InvariantCulture, $"{moment}-{sessionTimeout.TotalSeconds}");
        _proxy = FaultProxy.Start(follower);
        _onFollower = onFollower;
        _rivals = rivals;

        // It knows no other server, and does not give up.
        var options = new DistributedLocksOptions { SessionTimeout = sessionTimeout, ConnectTimeout = TimeSpan.FromMinutes(5) };
        _locks = new DistributedLocks(_proxy.ConnectionString, options);
    }

    public TimeSpan SessionTimeout { get; }

    /// <summary>The last time at which its handle said that the lock was held; null if it never had one.</summary>
    public TimeSpan? Ended { get; private set; }

    /// <summary>When its code was told; later than <see cref="Ended"/>, by way of the thread pool.</summary>
    public TimeSpan? Told { get; private set; }

    /// <summary>When the majority gave the lock to somebody else.</summary>
    public TimeSpan GivenAway { get; private set; }

    public bool IsSafe => Ended is null || Ended < GivenAway;

    /// <summary>Brings it to the moment at which its server is to be cut off.</summary>
    public async Task PrepareAsync()
    {
        switch (_moment)
        {
            case Moment.Holding:
                await TakeAsync();
                break;
            case Moment.CreateAnswered:
                await (await _locks.AcquireAsync(_name)).DisposeAsync();
                await AskAndHoldAnswerAsync();
                break;
            case Moment.FirstCreateAnswered:
                await (await _rivals.Before.AcquireAsync(_name)).DisposeAsync();
                await AskAndHoldAnswerAsync();
                break;
            case Moment.Waiting:
                await WaitBehindAnotherAsync();
                break;
            case Moment.WakingUp:
                await WaitBehindAnotherAsync();
                _hold = _proxy.Hold(Traffic.ToClient);
                await _before!.DisposeAsync();

                // Once its server shows that the node is gone it has sent the news, too.
                await _onFollower.SyncAsync(_name);
                await _onFollower.WaitAsync(_name, nodes => nodes.Count == 2);
                break;
        }
    }

    /// <summary>The cut is made.</summary>
    public async Task GoOnAsync()
    {
        _hold?.Dispose();
        if (_moment == Moment.Waiting)
        {
            await _before!.DisposeAsync();
        }
    }

    /// <summary>Complete when the majority has given the lock away, and ours, if there was one, has ended.</summary>
    public async Task MeasureAsync()
    {
        (var handle, GivenAway) = await _givenAway!;
        if (_acquiring!.IsCompleted)
        {
            Ended = await _lastHeld!;
            Told = await _told.Task;
        }

        await handle.DisposeAsync();
    }

    /// <summary>The cut is healed: whoever still waits is served.</summary>
    public async Task FinishAsync()
    {
        var handle = await _acquiring!;
        Assert.Equal(Ended is null, handle.IsHeld);
        Assert.Equal(Ended is null, await handle.ValidateAsync());
        await handle.DisposeAsync();
    }

    /// <summary>A line for the table, with times since the cut.</summary>
    public string Describe(TimeSpan cut)
    {
        var ended = Ended is { } end ? $"{Seconds(end - cut),14}{Seconds(Told!.Value - cut),14}" : $"{"never held",14}{"",14}";
        var margin = Ended is null ? "" : Seconds(GivenAway - Ended.Value);
        return string.Create(CultureInfo.InvariantCulture, $"{SessionTimeout.TotalSeconds,4} s  {_moment,-20}{ended}{Seconds(GivenAway - cut),20}{margin,12}");
    }

    public async ValueTask DisposeAsync()
    {
        _hold?.Dispose();
        await _locks.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("+0.00 s;-0.00 s", CultureInfo.InvariantCulture);

    private async Task TakeAsync()
    {
        Ask();
        await _acquiring!;
        await LetRivalWaitAsync(2);
    }

    private async Task AskAndHoldAnswerAsync()
    {
        var answered = _proxy.WaitForAnswerAsync(request => request.Does(RequestKind.Create, $"/locks/{_name}/"));
        _hold = _proxy.Hold(Traffic.ToClient);
        Ask();
        await answered;
        await LetRivalWaitAsync(2);
    }

    private async Task WaitBehindAnotherAsync()
    {
        _before = await _rivals.Before.AcquireAsync(_name);

        // Its watch is set when the answer to the read has come.
        var watches = _proxy.WaitForAnswerAsync(request => request.Kind == RequestKind.GetData);
        Ask();
        await watches;
        await LetRivalWaitAsync(3);
    }

    private void Ask()
    {
        _acquiring = AskAsync();

        async Task<LockHandle> AskAsync()
        {
            var handle = await _locks.AcquireAsync(_name);
            handle.LostToken.Register(() => _told.TrySetResult(Clock.Now));
            _lastHeld = HoldSampler.LastHeldAsync(handle);
            return handle;
        }
    }

    private Task LetRivalWaitAsync(int nodes)
    {
        _givenAway = GiveAwayAsync();
        return _rivals.Queue.WaitForAtLeastAsync(_name, nodes);

        async Task<(LockHandle, TimeSpan)> GiveAwayAsync()
        {
            var handle = await _rivals.After.AcquireAsync(_name);
            return (handle, Clock.Now);
        }
    }
}
