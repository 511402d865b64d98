namespace ZkLockAttr.Load.Tests.Servers;

/// <summary>A server that the same loads are put on: the in-process one, or a real one.</summary>
public abstract class LoadedServer : IAsyncDisposable
{
    public abstract string ConnectionString { get; }

    /// <summary>How many watches are set on the node.</summary>
    public abstract Task<int> CountWatchesAsync(string path);

    public abstract ValueTask DisposeAsync();
}
