namespace ZkLockAttr.Fuzz.Tests.Fuzzing;

/// <summary>A decoder under fuzz; made anew for each connection.</summary>
internal interface ITarget
{
    /// <summary>Whether it reads no more.</summary>
    bool IsClosed { get; }

    /// <summary>Why it was closed; null where only the other side can tell.</summary>
    string? Reason { get; }

    /// <summary>Changes with everything that the target does.</summary>
    long Progress { get; }

    void Receive(ReadOnlySpan<byte> bytes);
}
