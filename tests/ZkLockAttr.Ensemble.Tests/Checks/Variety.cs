using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Harness;

namespace ZkLockAttr.Ensemble.Tests.Checks;

/// <summary>What of the things that only some kinds of locks do has happened: where it has not, nothing of it was tested.</summary>
/// <param name="HandOvers">How often a node went from one caller to the next.</param>
/// <param name="Downgrades">How often a writer let readers in.</param>
/// <param name="MostReaders">How many readers had a lock at the same time.</param>
/// <param name="MostPlaces">How many places of a semaphore were held at the same time.</param>
internal sealed record Variety(int HandOvers, int Downgrades, int MostReaders, int MostPlaces)
{
    public static Variety Of(IReadOnlyList<Hold> holds)
    {
        var handOvers = holds.Where(hold => hold.Kind == HoldKind.HandedOver).GroupBy(hold => (hold.Lock, hold.Token)).Sum(ofNode => ofNode.Count() - 1);
        var downgrades = holds.GroupBy(hold => (hold.Lock, hold.Token)).Count(ofNode => ofNode.Any(hold => ofNode.Any(hold.IsDowngradeOf)));
        return new Variety(handOvers, downgrades, MostOf(HoldKind.Shared), MostOf(HoldKind.Place));

        int MostOf(HoldKind kind) => holds.Where(hold => hold.Kind == kind).GroupBy(hold => hold.Lock)
            .SelectMany(ofLock => Company.Of(ofLock).Select(together => together.Count)).DefaultIfEmpty().Max();
    }

    public override string ToString() =>
        $"{HandOvers} hand-overs, {Downgrades} downgrades, {MostReaders} readers and {MostPlaces} places of a semaphore together";
}
