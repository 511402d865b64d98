namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>How many faults of each kind there were.</summary>
internal sealed class Toll
{
    private int _kills;
    private int _pauses;
    private int _cuts;
    private int _expiries;

    /// <summary>Servers and processes killed.</summary>
    public int Kills => _kills;

    /// <summary>Servers and processes frozen.</summary>
    public int Pauses => _pauses;

    /// <summary>Servers cut off; connections cut, held, or torn in the middle of a frame.</summary>
    public int Cuts => _cuts;

    /// <summary>Sessions ended from outside.</summary>
    public int Expiries => _expiries;

    public void Kill() => Interlocked.Increment(ref _kills);

    public void Pause() => Interlocked.Increment(ref _pauses);

    public void Cut(int count = 1) => Interlocked.Add(ref _cuts, count);

    public void Expire() => Interlocked.Increment(ref _expiries);
}
