using System.Globalization;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>A time during which somebody surely held a lock: it may have held it for a little longer, both ways.</summary>
/// <param name="Process">In which process.</param>
/// <param name="Holder">Who, for people.</param>
/// <param name="Lock">The lock's name.</param>
/// <param name="Token">The fencing token: the transaction that made its queue node.</param>
/// <param name="From">The first time at which it surely held the lock.</param>
/// <param name="Until">The last one.</param>
internal sealed record Hold(string Process, string Holder, string Lock, long Token, TimeSpan From, TimeSpan Until)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"'{Lock}' {From.TotalSeconds:0.0000}-{Until.TotalSeconds:0.0000} s, token {Token}, {Holder} of {Process}");

    public bool Overlaps(Hold other) => Lock == other.Lock && From < other.Until && other.From < Until;
}
