namespace ZkLockAttr.Testing.Core;

/// <summary>The time, as the core is told it: it has no clock of its own.</summary>
/// <param name="Elapsed">Milliseconds on a clock that never jumps: sessions expire by it.</param>
/// <param name="UnixMilliseconds">The wall clock: nodes are stamped with it.</param>
internal readonly record struct ServerTime(long Elapsed, long UnixMilliseconds);
