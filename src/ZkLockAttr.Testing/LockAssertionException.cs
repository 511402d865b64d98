namespace ZkLockAttr.Testing;

/// <summary>A lock is not as a test expects it. The message says who holds it and who waits; every test framework shows it as a failure.</summary>
public sealed class LockAssertionException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is not as expected, and what is instead.</param>
    public LockAssertionException(string message)
        : base(message)
    {
    }
}
