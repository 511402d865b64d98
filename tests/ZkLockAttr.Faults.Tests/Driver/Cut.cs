namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>A connection that breaks between two bytes.</summary>
/// <param name="Direction">Whose bytes are counted.</param>
/// <param name="Offset">How many bytes have passed that way, on this and all earlier connections of the process.</param>
/// <param name="Manner">What each side notices.</param>
internal readonly record struct Cut(Direction Direction, int Offset, Manner Manner);
