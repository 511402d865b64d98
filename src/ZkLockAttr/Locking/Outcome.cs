using System.Threading.Tasks.Sources;
using ZkLockAttr.ZooKeeper.Sessions;

namespace ZkLockAttr.Locking;

/// <summary>
/// What one caller waits for: asynchronously, and then goes on on the thread pool, or by blocking its thread, and then is woken directly. A field of whoever is
/// the caller's <see cref="IValueTaskSource{T}"/>.
/// </summary>
/// <remarks>Settled under the session's gate.</remarks>
internal struct Outcome<T>
{
    private ManualResetValueTaskSourceCore<T> _core;

    // Guarded by the session's gate: the event on which the caller's thread sleeps.
    private ManualResetEventSlim? _sleeper;

    // Continuations never run under the gate.
    public Outcome() => _core.RunContinuationsAsynchronously = true;

    /// <summary>Tells this use from earlier ones.</summary>
    public short Version => _core.Version;

    public void Succeed(T result)
    {
        _core.SetResult(result);
        Wake();
    }

    public void Fail(Exception exception)
    {
        _core.SetException(exception);
        Wake();
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <summary>Blocks the thread until there is a result: without the pool, which may be full of such threads.</summary>
    public void Wait(short token, IZooKeeperSession session)
    {
        if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
        {
            Sleep(token, session);
        }
    }

    public T GetResult(short token) => _core.GetResult(token);

    /// <summary>Its result is taken, and it is to be used again.</summary>
    public void Reset() => _core.Reset();

    private void Sleep(short token, IZooKeeperSession session)
    {
        ManualResetEventSlim wake;
        using (new SessionScope(session))
        {
            if (_core.GetStatus(token) != ValueTaskSourceStatus.Pending)
            {
                return;
            }

            _sleeper = wake = Sleeper.OfThisThread;
        }

        do
        {
            wake.Wait();
            wake.Reset();
        }
        while (_core.GetStatus(token) == ValueTaskSourceStatus.Pending);
    }

    private void Wake()
    {
        _sleeper?.Set();
        _sleeper = null;
    }
}
