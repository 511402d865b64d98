namespace ZkLockAttr.ZooKeeper;

/// <summary>ZooKeeper refused a request, or did not answer it.</summary>
public sealed class ZooKeeperException : IOException
{
    /// <summary>Makes the exception.</summary>
    public ZooKeeperException(ZooKeeperError error, string path)
        : base(Describe(error, path))
    {
        Error = error;
        Path = path;
    }

    /// <summary>Why.</summary>
    public ZooKeeperError Error { get; }

    /// <summary>The node that the request was about.</summary>
    public string Path { get; }

    /// <summary>True if the connection was lost before the answer: the request may have been carried out, or may yet be, or not.</summary>
    public bool IsOutcomeUnknown => Error == ZooKeeperError.ConnectionLoss;

    private static string Describe(ZooKeeperError error, string path) => error switch
    {
        ZooKeeperError.ConnectionLoss => $"The connection was lost before ZooKeeper answered the request about '{path}': its outcome is unknown.",
        ZooKeeperError.SessionExpired => $"The ZooKeeper session expired before the request about '{path}' was answered.",
        ZooKeeperError.NoNode => $"The node '{path}' does not exist.",
        ZooKeeperError.NodeExists => $"The node '{path}' exists already.",
        ZooKeeperError.NotEmpty => $"The node '{path}' has children.",
        ZooKeeperError.BadVersion => $"The node '{path}' has another version.",
        _ => $"ZooKeeper refused the request about '{path}': {error} ({(int)error}).",
    };
}
