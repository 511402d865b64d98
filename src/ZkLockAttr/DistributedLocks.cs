using System.Net;
using Microsoft.Extensions.Logging;
using ZkLockAttr.Locking;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Naming;
using ZkLockAttr.Telemetry;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr;

/// <summary>
/// Locks in one ZooKeeper ensemble, on one connection. Connects when the first lock is asked for. Make one for each ensemble and dispose it when the
/// process ends: that frees its locks at once.
/// </summary>
public sealed class DistributedLocks : IDistributedLocks, IAsyncDisposable
{
    private static IDistributedLocks? _default;

    private readonly ZooKeeperSession _session;
    private readonly LockTable _table;
    private readonly string _ensemble;
    private readonly LockCounts _counts;
    private readonly CallerPool _callers;
    private readonly RecentNames _recent;
    private readonly RequestLength _requestLength;
    private readonly string _root;
    private readonly LockInterop _interop;

    /// <summary>Makes locks; nothing is sent yet.</summary>
    /// <param name="connectionString">Where the ensemble is: <c>host:port,host:port/chroot</c>.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="FormatException">The connection string cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DistributedLocks(string connectionString, DistributedLocksOptions? options = null)
        : this(connectionString, options ?? new DistributedLocksOptions(), LeaseClock.ForThisMachine())
    {
    }

    internal DistributedLocks(
        string connectionString, DistributedLocksOptions options, SessionClock clock, Func<string, IPAddress[]>? lookUp = null)
    {
        options.Validate();
        var servers = ConnectionString.Parse(connectionString);
        var logger = new ForgivingLogger(options.LoggerFactory.CreateLogger<DistributedLocks>());
        _root = servers.Chroot + (options.Root == "/" ? "" : options.Root) + "/";
        _interop = options.Interop;
        _ensemble = servers + options.Root;
        LockInstruments.Publish();
        _counts = new LockCounts(_ensemble, () => _session!.Lease.Left);
        _table = new LockTable(options, _root, _counts, logger);
        _callers = new CallerPool(_table);
        _recent = new RecentNames(_root, _interop);
        _requestLength = new RequestLength(_table.ContenderData.Length, options.Acl);
        var sessionOptions = new SessionOptions
        {
            Timeout = options.SessionTimeout,
            ServerTick = options.ServerTickTime,
            MaxInboundFrame = options.MaxInboundFrame,
            ConnectTimeout = options.ConnectTimeout,
            Tls = options.Tls,
            Auth = [.. options.Auth.Select(auth => auth.Request)],
        };
        _session = new ZooKeeperSession(servers, sessionOptions, clock, _table, logger, lookUp);
        _table.Session = _session;
    }

    /// <summary>The locks that static methods marked <see cref="DistributedLockAttribute"/> use. Set it once, when the process starts.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is read before it was set, or set to others while some are set: two hosts in one process would lock on two ensembles without knowing.
    /// </exception>
    public static IDistributedLocks Default
    {
        get => Volatile.Read(ref _default) ?? throw new InvalidOperationException(
            "A static method marked [DistributedLock] was called before DistributedLocks.Default was set. Set it when the process starts.");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Interlocked.CompareExchange(ref _default, value, null) is { } present && present != value)
            {
                throw new InvalidOperationException(
                    "DistributedLocks.Default is set to other locks already: static methods would lock on two ensembles. Dispose those first, or use instance methods.");
            }
        }
    }

    internal long SessionId
    {
        get
        {
            using var scope = new SessionScope(_session);
            return _session.SessionId;
        }
    }

    internal LocksStatus Status
    {
        get
        {
            using var scope = new SessionScope(_session);
            return _table.Describe(_session.Server);
        }
    }

    /// <inheritdoc/>
    public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Ask(name, timeout, throwsOnTimeout: true, cancellationToken)!;

    /// <inheritdoc/>
    public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        Ask(name, timeout, throwsOnTimeout: false, cancellationToken);

    /// <inheritdoc/>
    public LockHandle Acquire(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Wait(Ask(name, timeout, throwsOnTimeout: true, cancellationToken))!;

    /// <inheritdoc/>
    public LockHandle? TryAcquire(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        Wait(Ask(name, timeout, throwsOnTimeout: false, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<LockHandle> AcquireAsync(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Ask(request, timeout, throwsOnTimeout: true, cancellationToken)!;

    /// <inheritdoc/>
    public ValueTask<LockHandle?> TryAcquireAsync(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        Ask(request, timeout, throwsOnTimeout: false, cancellationToken);

    /// <inheritdoc/>
    public LockHandle Acquire(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Wait(Ask(request, timeout, throwsOnTimeout: true, cancellationToken))!;

    /// <inheritdoc/>
    public LockHandle? TryAcquire(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        Wait(Ask(request, timeout, throwsOnTimeout: false, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(LockName name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var query = new ContenderQuery(_table, LockPath.Of(_root, name));
        using (new SessionScope(_session))
        {
            ObjectDisposedException.ThrowIf(_session.IsClosing, this);
            query.Begin();
        }

        try
        {
            return await query.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            using var scope = new SessionScope(_session);
            query.Abandon();
        }
    }

    /// <summary>Opens the session now rather than with the first lock.</summary>
    /// <returns>Completed when a server serves it; cancelled when the locks are disposed before.</returns>
    internal Task OpenAsync()
    {
        var opening = new Opening(_session);
        using var scope = new SessionScope(_session);
        ObjectDisposedException.ThrowIf(_session.IsClosing, this);
        opening.Begin();
        _counts.Register();
        return opening.Task;
    }

    /// <summary>Gives out no more locks: whoever waits or comes gets <see cref="LockUnavailableException"/>, whoever has a lock keeps it.</summary>
    /// <returns>Completed when nobody has a lock.</returns>
    internal Task CloseAsync()
    {
        using var scope = new SessionScope(_session);
        return _table.Shutdown.Begin();
    }

    /// <summary>Changes what the options had said of handing over.</summary>
    internal void LimitHandOver(int limit, TimeSpan time)
    {
        using var scope = new SessionScope(_session);
        _table.HandOverLimit = limit;
        _table.HandOverTime = time;
    }

    /// <summary>
    /// Closes the session: whoever waits gets <see cref="ObjectDisposedException"/>, whatever is held is lost, and the ensemble frees it at once. Where a lock
    /// was taken with <see cref="LockRequest.HoldAtLeast"/>, waits until that time is over.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _default, null, this);
        using (new SessionScope(_session))
        {
            _table.Shutdown.End();
        }

        await _table.Shutdown.Rested.ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        _counts.Unregister();
    }

    // A caller's outcome blocks who asks for it too early, and wakes him directly: no thread of the pool is needed.
    private static LockHandle? Wait(ValueTask<LockHandle?> outcome) => outcome.GetAwaiter().GetResult();

    private ValueTask<LockHandle?> Ask(LockName name, TimeSpan? timeout, bool throwsOnTimeout, CancellationToken cancellationToken)
    {
        var target = LockTarget.Of(name, LockMode.Exclusive);
        return Ask(new Demand(_recent.WishesFor(target)), [target], timeout, throwsOnTimeout, cancellationToken);
    }

    private ValueTask<LockHandle?> Ask(LockRequest request, TimeSpan? timeout, bool throwsOnTimeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(_interop);
        var demand = new Demand(WishesFor(request.Targets), request.Options, request.Retain, request.HoldAtLeast);
        if (demand.IsJoint)
        {
            _requestLength.ThrowIfTooLong(demand);
        }

        return Ask(demand, request.Targets, timeout, throwsOnTimeout, cancellationToken);
    }

    private Wish[] WishesFor(ReadOnlySpan<LockTarget> targets)
    {
        if (targets is [var one])
        {
            return _recent.WishesFor(one);
        }

        var wishes = new Wish[targets.Length];
        for (var i = 0; i < wishes.Length; i++)
        {
            wishes[i] = _recent.WishFor(targets[i]);
        }

        return wishes;
    }

    // Not async: it marks the calling flow (see LockFlow).
    private ValueTask<LockHandle?> Ask(
        in Demand demand, ReadOnlySpan<LockTarget> targets, TimeSpan? timeout, bool throwsOnTimeout, CancellationToken cancellationToken)
    {
        if (timeout < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The time-out is negative. Leave it out, or give null, to wait until cancelled.");
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<LockHandle?>(cancellationToken);
        }

        var flow = LockFlow.Enter(_table, demand.Wishes);
        var observation = LockObservation.Begin(demand, targets, _ensemble);
        try
        {
            using var scope = new SessionScope(_session);
            var caller = _callers.Rent();
            caller.Ask(demand, timeout, throwsOnTimeout, flow, observation);
            _table.Join(caller, cancellationToken);
            _counts.Register();
            return caller.Outcome;
        }
        catch (Exception refusal)
        {
            flow.End();
            observation?.OnFailed(refusal);
            throw;
        }
    }
}
