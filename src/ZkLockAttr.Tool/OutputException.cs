namespace ZkLockAttr.Tool;

/// <summary>What was to be written was not.</summary>
internal sealed class OutputException(string message, bool hasNoReader) : IOException(message)
{
    /// <summary>Whether nobody reads it any more.</summary>
    public bool HasNoReader { get; } = hasNoReader;
}
