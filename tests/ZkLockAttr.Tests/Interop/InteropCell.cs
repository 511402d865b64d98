namespace ZkLockAttr.Tests.Interop;

/// <summary>What happens between a lock of ours and one of theirs on one path.</summary>
/// <param name="Ours">Ours.</param>
/// <param name="Theirs">Theirs.</param>
/// <param name="WeAreKeptOut">Whether we are kept out while they hold.</param>
/// <param name="TheyAreKeptOut">Whether they are kept out while we hold.</param>
/// <param name="WhyNot">The reason, where one of both is a no.</param>
public sealed record InteropCell(OurLock Ours, Peer Theirs, bool WeAreKeptOut, bool TheyAreKeptOut, string WhyNot);
