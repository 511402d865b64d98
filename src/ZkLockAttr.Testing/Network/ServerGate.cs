using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Network;

/// <summary>The way of other threads to the core: under the loop's lock, and with the loop woken behind each change.</summary>
internal sealed class ServerGate(ServerLoop loop, ServerClock clock)
{
    public ServerTime Now => clock.Now;

    public T Read<T>(Func<ServerCore, T> read)
    {
        lock (loop.Gate)
        {
            return read(loop.Core);
        }
    }

    public void Change(Action<ServerCore> change)
    {
        lock (loop.Gate)
        {
            loop.ThrowIfOver();
            change(loop.Core);
        }

        loop.Wake();
    }

    /// <summary>Does nothing once the server is gone.</summary>
    public void ChangeIfAlive(Action<ServerCore> change)
    {
        lock (loop.Gate)
        {
            if (!loop.IsOver)
            {
                change(loop.Core);
            }
        }

        loop.Wake();
    }
}
