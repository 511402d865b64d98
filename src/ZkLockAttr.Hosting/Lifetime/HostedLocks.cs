using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Configuration;
using ZkLockAttr.Locking;

namespace ZkLockAttr.Hosting.Lifetime;

/// <summary>The locks of one ensemble as the host gives them out: opened when it starts, closed within its time when it stops.</summary>
internal sealed class HostedLocks : IDistributedLocks, IAsyncDisposable, IDisposable
{
    // When the host's time to stop is over: what frees the locks at once takes one round trip.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly DistributedLocks _locks;
    private readonly HostedLocksOptions _options;
    private readonly ILogger _logger;
    private readonly string _path;
    private readonly IDisposable? _reload;

    // Whether the session was left to end by itself: nobody waits for it any more.
    private volatile bool _isAbandoned;

    private HostedLocks(
        LockRegistration registration, HostedLocksOptions options, ILoggerFactory loggerFactory, Func<DistributedLocks, ILogger, IDisposable?> reload)
    {
        _options = options;
        _path = LockSection.PathOf(registration);
        _logger = loggerFactory.CreateLogger<HostedLocks>();
        _locks = new DistributedLocks(options.ConnectionString!, options.ToLocksOptions(loggerFactory));
        if (registration.IsDefault)
        {
            DistributedLocks.Default = _locks;
        }

        _reload = reload(_locks, _logger);
    }

    /// <summary>How long callers wait for a session before they are told of an outage.</summary>
    public TimeSpan ConnectTimeout => _options.ConnectTimeout;

    public LocksStatus Status => _locks.Status;

    public long SessionId => _locks.SessionId;

    public static HostedLocks Create(IServiceProvider services, LockRegistration registration)
    {
        var monitor = services.GetRequiredService<IOptionsMonitor<HostedLocksOptions>>();
        return new HostedLocks(
            registration,
            monitor.Get(registration.Name),
            services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            (locks, logger) => services.GetService<IConfiguration>() is not { } configuration ? null : new OptionsReload(
                new LockSection(configuration, registration, services.GetServices<LockRegistration>()),
                configuration,
                () => OptionsReload.Renew(services, registration.Name),
                changed => locks.LimitHandOver(changed.HandOverLimit, changed.HandOverTime),
                logger));
    }

    /// <summary>Opens the session, and waits for it as long as the options say.</summary>
    /// <exception cref="InvalidOperationException">There is none in time, and the host must not start without.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _locks.OpenAsync().WaitAsync(_options.OpenTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var failures = _locks.Status.Failures;
            if (_options.RequireAtStart)
            {
                throw new InvalidOperationException(
                    $"No session with ZooKeeper within {_options.OpenTimeout} ({_path}:OpenTimeout); {failures}. "
                    + $"Without one this host does not start, since {_path}:RequireAtStart is true.");
            }

            if (_options.OpenTimeout > TimeSpan.Zero)
            {
                HostingLog.NotOpen(_logger, _path, _options.OpenTimeout, failures);
            }
        }
    }

    /// <summary>Gives out no more locks; who has one keeps it.</summary>
    public void StopGivingOut() => _ = _locks.CloseAsync();

    /// <summary>Lets holders finish, and closes the session: until the token is cancelled, and hardly longer.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _locks.CloseAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            HostingLog.StillHeld(_logger, _path, string.Join(", ", _locks.Status.Held));
        }

        try
        {
            await _locks.DisposeAsync().AsTask().WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _isAbandoned = true;
            HostingLog.NotClosed(_logger, _path);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reload?.Dispose();
        if (!_isAbandoned)
        {
            await _locks.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // Not async, all of these: asking for a lock marks the calling flow as its holder, and an async method's mark would be gone for its caller.

    public ValueTask<LockHandle> AcquireAsync(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _locks.AcquireAsync(name, timeout, cancellationToken);

    public ValueTask<LockHandle?> TryAcquireAsync(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _locks.TryAcquireAsync(name, timeout, cancellationToken);

    public LockHandle Acquire(LockName name, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _locks.Acquire(name, timeout, cancellationToken);

    public LockHandle? TryAcquire(LockName name, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _locks.TryAcquire(name, timeout, cancellationToken);

    public ValueTask<LockHandle> AcquireAsync(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _locks.AcquireAsync(request, timeout, cancellationToken);

    public ValueTask<LockHandle?> TryAcquireAsync(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _locks.TryAcquireAsync(request, timeout, cancellationToken);

    public LockHandle Acquire(LockRequest request, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _locks.Acquire(request, timeout, cancellationToken);

    public LockHandle? TryAcquire(LockRequest request, TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        _locks.TryAcquire(request, timeout, cancellationToken);

    public ValueTask<IReadOnlyList<LockContender>> GetContendersAsync(LockName name, CancellationToken cancellationToken = default) =>
        _locks.GetContendersAsync(name, cancellationToken);
}
