using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Naming;

namespace ZkLockAttr.Locking;

/// <summary>
/// What was asked for of late. A program takes the same locks again and again: then neither the path nor what is round it is made anew.
/// </summary>
/// <remarks>Used from any thread without a lock: what stands in a place is never changed, and whoever finds another name there makes its own.</remarks>
internal sealed class RecentNames(string root, LockInterop interop)
{
    private const int Places = 1024;

    private readonly Wish[]?[] _places = new Wish[]?[Places];

    /// <summary>What is wanted of one name.</summary>
    /// <exception cref="ArgumentException">The path is too long.</exception>
    public Wish[] WishesFor(in LockTarget target)
    {
        ref var place = ref _places[target.GetHashCode() & (Places - 1)];
        var known = Volatile.Read(ref place);
        if (known is null || !IsFor(target, known[0]))
        {
            known = [WishFor(target)];
            Volatile.Write(ref place, known);
        }

        return known;
    }

    /// <summary>The same for one of several names.</summary>
    /// <exception cref="ArgumentException">The path is too long.</exception>
    public Wish WishFor(in LockTarget target) => new(LockPath.Of(root, target.Name), KindOf(target));

    private bool IsFor(in LockTarget target, in Wish wish) => wish.Kind == KindOf(target) && wish.Path.AsSpan(root.Length).SequenceEqual(target.Name.ToString());

    private QueueKind KindOf(in LockTarget target) => new(target.Mode, target.MaxCount, interop);
}
