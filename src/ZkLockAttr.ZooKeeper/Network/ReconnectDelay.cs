namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>
/// How long to wait before the next attempt to connect: not at all the first time, then from 10 ms doubling to 1 s, each shortened at random by up to
/// a half so that clients do not come back in step.
/// </summary>
internal sealed class ReconnectDelay(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private int _failures;

    public TimeSpan Next()
    {
        _failures++;
        if (_failures == 1)
        {
            return TimeSpan.Zero;
        }

        var full = First * Math.Pow(2, Math.Min(_failures - 2, 16));
        return (full < Longest ? full : Longest) * (0.5 + (random.NextDouble() / 2));
    }

    /// <summary>A connection was of use.</summary>
    public void Reset() => _failures = 0;
}
