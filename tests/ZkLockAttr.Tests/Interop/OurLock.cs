namespace ZkLockAttr.Tests.Interop;

/// <summary>Our lock, as it is asked for.</summary>
public enum OurLock
{
    /// <summary>Exclusive, by default.</summary>
    Exclusive,

    /// <summary>Shared, by default.</summary>
    Shared,

    /// <summary>Exclusive, under <see cref="LockInterop.Universal"/>, which has no shared one.</summary>
    Universal,
}
