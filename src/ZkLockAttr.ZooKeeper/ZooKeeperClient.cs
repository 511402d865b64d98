using System.Text;
using Microsoft.Extensions.Logging;
using ZkLockAttr.ZooKeeper.Network;
using ZkLockAttr.ZooKeeper.Operations;
using ZkLockAttr.ZooKeeper.Sessions;
using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper;

/// <summary>
/// A small ZooKeeper client. Connects at the first request, moves to another server with the same session when a connection is lost, and
/// starts a new session when the old one has expired. Thread-safe: requests of many callers share one connection.
/// </summary>
/// <remarks>
/// Requests go out in the order in which they are made, and are answered in it. A request that was sent when the connection was lost fails with
/// <see cref="ZooKeeperException.IsOutcomeUnknown"/>; one that was not is sent on the next connection.
/// </remarks>
public sealed class ZooKeeperClient : IAsyncDisposable
{
    // The server's default limit for a whole request is 1 MiB - 1: it closes the connection of whoever sends more.
    internal const int MaxRequest = (1024 * 1024) - 1;
    private const int MaxPath = 60 * 1024;
    private const int MaxData = MaxRequest - (64 * 1024);

    private readonly ZooKeeperSession _session;
    private readonly string _chroot;
    private readonly ZooKeeperAcl _acl;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="connectionString"><c>host:port,host:port/chroot</c>.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="FormatException">The connection string cannot be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ZooKeeperClient(string connectionString, ZooKeeperClientOptions? options = null)
    {
        options ??= new ZooKeeperClientOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SessionTimeout, TimeSpan.FromMilliseconds(1), nameof(options.SessionTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SessionTimeout, TimeSpan.FromMilliseconds(int.MaxValue), nameof(options.SessionTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxInboundFrame, 0, nameof(options.MaxInboundFrame));
        var servers = ConnectionString.Parse(connectionString);
        _chroot = servers.Chroot;
        _acl = options.Acl;
        _session = new ZooKeeperSession(
            servers,
            new SessionOptions
            {
                Timeout = options.SessionTimeout,
                MaxInboundFrame = options.MaxInboundFrame,
                Tls = options.Tls,
                Auth = [.. options.Auth.Select(auth => auth.Request)],
            },
            LeaseClock.ForThisMachine(),
            new PlainSession(),
            new ForgivingLogger(options.LoggerFactory.CreateLogger<ZooKeeperClient>()));
    }

    /// <summary>The present session's id, 0 if there is none.</summary>
    public long SessionId
    {
        get
        {
            using var scope = new SessionScope(_session);
            return _session.SessionId;
        }
    }

    /// <summary>The session time-out: as negotiated with the server, or as wanted while there is no session.</summary>
    public TimeSpan SessionTimeout
    {
        get
        {
            using var scope = new SessionScope(_session);
            return _session.Timeout;
        }
    }

    /// <summary>Creates a node.</summary>
    /// <returns>The node's path, with its number if it is sequential.</returns>
    /// <exception cref="ZooKeeperException">NodeExists, NoNode (the parent is missing) and others.</exception>
    public Task<string> CreateAsync(string path, byte[]? data, CreateMode mode, CancellationToken cancellationToken = default)
    {
        CheckData(data);
        return Run(owner => new CreateOperation(owner, Full(path, mode), data, mode, _acl), operation => Relative(operation.CreatedPath!), cancellationToken);
    }

    /// <summary>Creates a node and returns its Stat with its path (create2; servers from 3.5 on).</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public Task<(string Path, Stat Stat)> CreateWithStatAsync(string path, byte[]? data, CreateMode mode, CancellationToken cancellationToken = default)
    {
        CheckData(data);
        return Run(
            owner => new CreateWithStatOperation(owner, Full(path, mode), data, mode, _acl),
            operation => (Relative(operation.CreatedPath!), operation.Stat),
            cancellationToken);
    }

    /// <summary>Deletes a node without children, if it has this version; -1 is any.</summary>
    /// <exception cref="ZooKeeperException">NoNode, NotEmpty, BadVersion and others.</exception>
    public Task DeleteAsync(string path, int version = -1, CancellationToken cancellationToken = default) =>
        Run(owner => new DeleteOperation(owner, Full(path), version), _ => true, cancellationToken);

    /// <summary>Asks whether a node exists.</summary>
    /// <param name="path">The node.</param>
    /// <param name="watch">Called once, on a thread of the pool, when the node is created, changed or deleted, or the connection is lost. What it throws ends the process.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>The node's Stat, or null.</returns>
    public Task<Stat?> ExistsAsync(string path, Action<WatchEvent>? watch = null, CancellationToken cancellationToken = default) => Run(
        owner => new ExistsOperation(owner, Full(path), Watch(watch)),
        operation => operation.Stat,
        cancellationToken,
        passed: ZooKeeperError.NoNode);

    /// <summary>Reads a node's data.</summary>
    /// <inheritdoc cref="ExistsAsync"/>
    /// <exception cref="ZooKeeperException">NoNode and others.</exception>
    public Task<(byte[]? Data, Stat Stat)> GetDataAsync(string path, Action<WatchEvent>? watch = null, CancellationToken cancellationToken = default) => Run(
        owner => new GetDataOperation(owner, Full(path), Watch(watch)),
        operation => (operation.Data, operation.Stat),
        cancellationToken);

    /// <summary>Changes a node's data, if it has this version; -1 is any.</summary>
    /// <exception cref="ZooKeeperException">NoNode, BadVersion and others.</exception>
    public Task<Stat> SetDataAsync(string path, byte[]? data, int version = -1, CancellationToken cancellationToken = default)
    {
        CheckData(data);
        return Run(owner => new SetDataOperation(owner, Full(path), data, version), operation => operation.Stat, cancellationToken);
    }

    /// <summary>Lists a node's children, in no order.</summary>
    /// <param name="path">The node.</param>
    /// <param name="watch">Called once, on a thread of the pool, when a child is created or deleted, the node is deleted, or the connection is lost. What it throws ends the process.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <exception cref="ZooKeeperException">NoNode and others.</exception>
    public Task<(IReadOnlyList<string> Children, Stat Stat)> GetChildrenAsync(
        string path, Action<WatchEvent>? watch = null, CancellationToken cancellationToken = default) => Run(
        owner => new GetChildrenWithStatOperation(owner, Full(path), Watch(watch)),
        operation => ((IReadOnlyList<string>)operation.Children.ToArray(), operation.Stat),
        cancellationToken);

    /// <summary>Orders the reads that follow after all that was committed before.</summary>
    public Task SyncAsync(string path, CancellationToken cancellationToken = default) =>
        Run(owner => new SyncOperation(owner, Full(path)), _ => true, cancellationToken);

    /// <summary>Closes the session, so that its ephemeral nodes go at once.</summary>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>Each server that was tried without success since one was of use, and why, for people.</summary>
    internal string DescribeFailures()
    {
        using var scope = new SessionScope(_session);
        return _session.DescribeFailures();
    }

    internal Task<IReadOnlyList<MultiResult>> MultiAsync(IReadOnlyList<MultiStep> steps, CancellationToken cancellationToken = default) =>
        Run(owner => new MultiOperation(owner, steps), operation => operation.Results, cancellationToken);

    private async Task<TResult> Run<TOperation, TResult>(
        Func<IOperationOwner, TOperation> make,
        Func<TOperation, TResult> result,
        CancellationToken cancellationToken,
        ZooKeeperError passed = ZooKeeperError.Ok)
        where TOperation : Operation
    {
        var answer = new Answer();
        var operation = make(answer);
        using (new SessionScope(_session))
        {
            ObjectDisposedException.ThrowIf(_session.IsClosing, this);
            _session.Submit(operation);
        }

        await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return operation.Error == ZooKeeperError.Ok || operation.Error == passed
            ? result(operation)
            : throw new ZooKeeperException(operation.Error, Relative(operation.Path));
    }

    // A number is put behind the root's '/' as behind any other begin of a name.
    private string Full(string path, CreateMode mode) =>
        path == "/" && mode is CreateMode.PersistentSequential or CreateMode.EphemeralSequential ? _chroot + path : Full(path);

    private string Full(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path[0] != '/')
        {
            throw new ArgumentException($"The path '{path[..Math.Min(path.Length, 100)]}' does not begin with '/': write it from the root on, as '/a/b'.", nameof(path));
        }

        if (Encoding.UTF8.GetByteCount(path) + Encoding.UTF8.GetByteCount(_chroot) is var bytes and > MaxPath)
        {
            throw new ArgumentException($"A path of {bytes} bytes that begins '{path[..Math.Min(path.Length, 100)]}': at most {MaxPath} are taken.", nameof(path));
        }

        return _chroot.Length == 0 ? path : path == "/" ? _chroot : _chroot + path;
    }

    private string Relative(string path) => _chroot.Length == 0 ? path : path.Length == _chroot.Length ? "/" : path[_chroot.Length..];

    private CallbackWatcher? Watch(Action<WatchEvent>? watch) =>
        watch is null ? null : new CallbackWatcher(happened => watch(happened with { Path = Relative(happened.Path) }));

    private static void CheckData(byte[]? data)
    {
        if (data?.Length > MaxData)
        {
            throw new ArgumentException($"A node of {data.Length} bytes: at most {MaxData} are taken.", nameof(data));
        }
    }

    private sealed class Answer() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IOperationOwner
    {
        public void OnCompleted(Operation operation) => SetResult();
    }

    private sealed class CallbackWatcher(Action<WatchEvent> callback) : Watcher
    {
        public override void OnEvent(WatchEvent happened) =>
            ThreadPool.UnsafeQueueUserWorkItem(static call => call.callback(call.happened), (callback, happened), preferLocal: false);
    }

    /// <summary>No recipe: heartbeats are pings.</summary>
    private sealed class PlainSession : ISessionListener
    {
        public void OnAttached(bool isNewSession)
        {
        }

        public void OnServed()
        {
        }

        public void OnDetached()
        {
        }

        public void OnSessionExpired()
        {
        }

        public void OnLeaseEnded()
        {
        }

        public void OnLeaseGranted()
        {
        }

        public Operation? CreateHeartbeat() => null;
    }
}
