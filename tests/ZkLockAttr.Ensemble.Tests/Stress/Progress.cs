using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>Measures how long after a fault was healed each lock is taken again.</summary>
internal sealed class Progress(IReadOnlyList<string> locks, History history)
{
    // Far longer than it may take: only so that a run in which somebody is stuck ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The longest time from a healing until each lock was taken.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>What was healed before the longest time.</summary>
    public string LongestAfter { get; private set; } = "";

    /// <summary>Complete when each lock has been taken since now.</summary>
    /// <exception cref="TimeoutException">One has not been.</exception>
    public async Task WaitAsync(string healed)
    {
        var began = Clock.Now;
        var taken = locks.Select(name => history.WaitForAsync((_, line) => line.Event == JournalEvent.Got && line.Lock == name && line.Time >= began)).ToArray();
        try
        {
            await Task.WhenAll(taken).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            var stuck = locks.Where((_, index) => !taken[index].IsCompleted);
            throw new TimeoutException($"Nobody has taken {string.Join(", ", stuck)} for {Patience.TotalSeconds} s after '{healed}' was healed.");
        }

        var took = taken.Max(line => line.Result.Time) - began;
        if (took > Longest)
        {
            Longest = took;
            LongestAfter = healed;
        }
    }
}
