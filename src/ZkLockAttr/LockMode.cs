namespace ZkLockAttr;

/// <summary>With whom a lock can be held at the same time.</summary>
public enum LockMode
{
    /// <summary>With nobody.</summary>
    Exclusive,

    /// <summary>With other shared holders: many readers together, or one writer alone. Who comes after a waiting writer waits behind it.</summary>
    Shared,
}
