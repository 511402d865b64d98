using System.Net;
using System.Net.Sockets;
using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Network;

/// <summary>The one thread that moves bytes between sockets and the core.</summary>
/// <remarks>
/// A thread of its own, and no async sockets: these complete on the thread pool, and a test that starves the pool to see its client survive would starve the
/// server too. Invariants: only this thread touches sockets (the constructor before it starts, and <see cref="Dispose"/> after it ended, excepted); the core is
/// touched only under <see cref="Gate"/>, by any thread; who changed it calls <see cref="Wake"/>, and this thread sends and closes what follows from it.
/// </remarks>
internal sealed partial class ServerLoop : IDisposable
{
    private readonly EndpointListener[] _listeners;
    private readonly WakeSignal _wake = new();
    private readonly Thread _thread;
    private readonly ServerClock _clock;
    private readonly ITimer? _timer;
    private readonly Queue<(Action Action, TaskCompletionSource Done)> _errands = [];
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];
    private volatile bool _stops;

    public ServerLoop(ServerCore core, ServerClock clock, IPAddress address, int endpoints)
    {
        Core = core;
        Core.Changed = Waiters.Look;
        _clock = clock;
        _listeners = new EndpointListener[endpoints];
        for (var i = 0; i < endpoints; i++)
        {
            _listeners[i] = new EndpointListener(address);
            _listeners[i].Start();
        }

        _timer = clock.IsReal ? null : clock.CreateTimer(_wake.Set);
        _thread = new Thread(Run) { IsBackground = true, Name = "ZooKeeperTestServer" };
        _thread.Start();
    }

    public Lock Gate { get; } = new();

    public ServerCore Core { get; }

    public IEnumerable<IPEndPoint> EndPoints => _listeners.Select(listener => listener.EndPoint);

    public ChangeWaiters Waiters { get; } = new();

    /// <summary>Whether nothing will happen any more.</summary>
    public bool IsOver => _stops;

    /// <summary>What ended the loop, if it was not <see cref="Dispose"/>: a test's own predicate that threw, most likely.</summary>
    private Exception? Failure { get; set; }

    public void Wake() => _wake.Set();

    public void ThrowIfOver()
    {
        if (Failure is not null)
        {
            throw new InvalidOperationException("The server has stopped: something has thrown on its thread, most likely a fault's predicate.", Failure);
        }

        ObjectDisposedException.ThrowIf(_stops, typeof(ZooKeeperTestServer));
    }

    /// <summary>Starts or stops listening; done when it returns.</summary>
    public void SetListening(int endpoint, bool listens) => Do(() =>
    {
        if (listens)
        {
            _listeners[endpoint].Start();
        }
        else
        {
            _listeners[endpoint].Stop();
        }
    });

    public void Dispose()
    {
        _stops = true;
        _wake.Set();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        _timer?.Dispose();
        _wake.Dispose();
    }

    /// <summary>Has the loop's thread do something with the sockets, and waits for it.</summary>
    private void Do(Action action)
    {
        if (Thread.CurrentThread == _thread)
        {
            action();
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
        {
            ThrowIfOver();
            _errands.Enqueue((action, done));
        }

        _wake.Set();
        done.Task.GetAwaiter().GetResult();
    }

    private void Run()
    {
        try
        {
            while (!_stops)
            {
                Step();
            }
        }
#pragma warning disable CA1031 // What a test's predicate throws is the test's business: it is told, and the process lives.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (Gate)
            {
                Failure = e;
                Waiters.Fail(e);
            }
        }
        finally
        {
            CloseAll();
        }
    }

    private void Step()
    {
        WaitForSockets(out var timeout);
        Socket.Select(_readable, _writable.Count > 0 ? _writable : null, null, timeout);

        foreach (var socket in _readable)
        {
            if (socket == _wake.Socket)
            {
                _wake.Reset();
            }
            else if (_bySocket.TryGetValue(socket, out var connection))
            {
                Receive(connection);
            }
            else if (Array.FindIndex(_listeners, listener => listener.Socket == socket) is >= 0 and var endpoint)
            {
                Accept(socket, endpoint);
            }

            // Any other was a connection's: what another one sent has ended it in this very step.
        }

        lock (Gate)
        {
            while (_errands.TryDequeue(out var errand))
            {
                errand.Action();
                errand.Done.SetResult();
            }

            Core.Advance(_clock.Now);
            foreach (var socket in _writable)
            {
                if (_bySocket.TryGetValue(socket, out var stuck))
                {
                    Flush(stuck);
                }
            }

            FlushDirty();
        }
    }

    private void WaitForSockets(out TimeSpan timeout)
    {
        _readable.Clear();
        _writable.Clear();
        _readable.Add(_wake.Socket);
        foreach (var listener in _listeners)
        {
            if (listener.IsListening)
            {
                _readable.Add(listener.Socket);
            }
        }

        foreach (var (socket, connection) in _bySocket)
        {
            _readable.Add(socket);
            if (connection.IsStuck)
            {
                _writable.Add(socket);
            }
        }

        timeout = TimeSpan.FromMinutes(1);
        lock (Gate)
        {
            if (Core.NextDeadline is { } deadline)
            {
                var left = TimeSpan.FromMilliseconds(Math.Max(0, deadline - _clock.Now.Elapsed));
                if (_timer is not null)
                {
                    // A clock in a test's hands does not run while we wait. Look again: it may have been moved just before the timer was set.
                    _timer.Change(left, Timeout.InfiniteTimeSpan);
                    left = deadline <= _clock.Now.Elapsed ? TimeSpan.Zero : timeout;
                }

                timeout = left < timeout ? left : timeout;
            }
        }
    }

    private void CloseAll()
    {
        lock (Gate)
        {
            _stops = true;
            foreach (var socket in _sockets.Values)
            {
                socket.Close();
            }

            foreach (var listener in _listeners)
            {
                listener.Dispose();
            }

            Waiters.Fail(new ObjectDisposedException(nameof(ZooKeeperTestServer)));
            while (_errands.TryDequeue(out var errand))
            {
                errand.Done.SetException(new ObjectDisposedException(nameof(ZooKeeperTestServer)));
            }
        }
    }
}
