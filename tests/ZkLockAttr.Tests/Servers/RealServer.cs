using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Servers;

/// <summary>A real ZooKeeper, behind a proxy that makes the faults.</summary>
public sealed class RealServer : LockServer
{
    private readonly RealZooKeeper _zooKeeper;
    private readonly FaultProxy _proxy;

    private RealServer(RealZooKeeper zooKeeper)
    {
        _zooKeeper = zooKeeper;
        _proxy = FaultProxy.Start(zooKeeper);
    }

    public override string ConnectionString => _proxy.ConnectionString;

    public override string DirectConnectionString => _zooKeeper.ConnectionString;

    public static async Task<RealServer> StartAsync() => new(await RealZooKeeper.LaunchAsync());

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
        await _zooKeeper.DisposeAsync();
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
