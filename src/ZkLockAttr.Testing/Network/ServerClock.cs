using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Network;

/// <summary>Tells the core the time.</summary>
internal sealed class ServerClock(TimeProvider provider)
{
    private readonly long _start = provider.GetTimestamp();

    public ServerTime Now => new((long)provider.GetElapsedTime(_start).TotalMilliseconds, provider.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Whether waiting for real is waiting on this clock.</summary>
    public bool IsReal => provider == TimeProvider.System;

    /// <summary>For clocks under a test's control: what to call when they have been moved that far.</summary>
    public ITimer CreateTimer(Action callback) =>
        provider.CreateTimer(static state => ((Action)state!)(), callback, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
