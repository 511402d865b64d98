using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Servers;

/// <summary>A real ZooKeeper, behind a proxy that makes the faults.</summary>
public sealed class RealServer : LockServer
{
    private readonly RealZooKeeper _zooKeeper;
    private readonly FaultProxy _proxy;
    private readonly bool _isShared;

    private RealServer(RealZooKeeper zooKeeper, bool isShared)
    {
        _zooKeeper = zooKeeper;
        _isShared = isShared;
        _proxy = FaultProxy.Start(zooKeeper);
    }

    public override string ConnectionString => _proxy.ConnectionString;

    public override string DirectConnectionString => _zooKeeper.ConnectionString;

    public static async Task<RealServer> StartAsync() => new(await RealZooKeeper.LaunchAsync(), isShared: false);

    /// <summary>Uses one that others have used before, and will use: they find it empty.</summary>
    public static async Task<RealServer> ShareAsync(RealZooKeeper zooKeeper)
    {
        var server = new RealServer(zooKeeper, isShared: true);
        await server.EmptyAsync("/");
        return server;
    }

    public override Task ExpireAsync(long sessionId) => _zooKeeper.ExpireSessionAsync(sessionId);

    public override void DropConnections() => _proxy.CutConnections();

    public override async Task RestartAsync()
    {
        await _zooKeeper.StopAsync();
        await _zooKeeper.StartAsync();
    }

    public override Task DropAfterApply(FaultTarget target) => _proxy.DropAfterAsync(Matches(target));

    public override Task DropBeforeApply(FaultTarget target) => _proxy.DropBeforeAsync(Matches(target));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _proxy.DisposeAsync();
        if (!_isShared)
        {
            await _zooKeeper.DisposeAsync();
        }
    }

    private async Task EmptyAsync(string path)
    {
        foreach (var child in await Observer.ChildrenAsync(path))
        {
            var node = $"{path.TrimEnd('/')}/{child}";
            if (node == "/zookeeper")
            {
                continue;
            }

            await EmptyAsync(node);
            try
            {
                await Observer.DeleteAsync(node);
            }
            catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoNode)
            {
                // Its session is over, or it was a container without children.
            }
        }
    }

    private static Func<ProxiedRequest, bool> Matches(FaultTarget target) => target switch
    {
        FaultTarget.CreateQueueNode => request => request.Kind == RequestKind.Create && IsQueueNode(request.Path),
        FaultTarget.List => request => request.Kind == RequestKind.GetChildren2,
        FaultTarget.WatchPredecessor => request => request.Kind == RequestKind.GetData,
        _ => request => request.Kind == RequestKind.Delete && IsQueueNode(request.Path),
    };

    private static bool IsQueueNode(string path) => path.Contains("__lock__", StringComparison.Ordinal);
}
