using System.Globalization;
using ZkLockAttr.Ensemble.Locker;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>A time during which somebody surely held a lock: it may have held it for a little longer, both ways.</summary>
/// <param name="Process">In which process.</param>
/// <param name="Holder">Who, for people.</param>
/// <param name="Lock">The lock's name.</param>
/// <param name="Kind">How it held the lock.</param>
/// <param name="Token">The transaction that made its queue node: the fencing token, where it has one.</param>
/// <param name="From">The first time at which it surely held the lock.</param>
/// <param name="Until">The last one.</param>
internal sealed record Hold(string Process, string Holder, string Lock, HoldKind Kind, long Token, TimeSpan From, TimeSpan Until)
{
    public bool IsReader => Kind == HoldKind.Shared;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"'{Lock}' {From.TotalSeconds:0.0000}-{Until.TotalSeconds:0.0000} s, {Kind}, token {Token}, {Holder} of {Process}");

    public bool Overlaps(Hold other) => Lock == other.Lock && From < other.Until && other.From < Until;

    /// <summary>Whether it may have come from that caller, node and all: both were ready for it.</summary>
    public bool HasBeenHandedOverAfter(Hold before) => Kind == before.Kind && Kind != HoldKind.Exclusive;

    /// <summary>Whether it is what was left when that one let readers in.</summary>
    public bool IsDowngradeOf(Hold before) => IsReader && before.Kind == HoldKind.Exclusive && Holder == before.Holder && Token == before.Token;
}
