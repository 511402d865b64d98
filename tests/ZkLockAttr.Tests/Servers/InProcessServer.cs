using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Servers;

/// <summary>The in-process server, by default with one endpoint and short sessions.</summary>
public sealed class InProcessServer : LockServer
{
    private readonly List<ServerFault> _faults = [];

    public InProcessServer(int endpoints = 1) =>
        Server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500), Endpoints = endpoints });

    public ZooKeeperTestServer Server { get; }

    public override string ConnectionString => Server.ConnectionString;

    public override string DirectConnectionString => Server.ConnectionString;

    public override Task ExpireAsync(long sessionId)
    {
        Server.ExpireSession(sessionId);
        return Task.CompletedTask;
    }

    public override void DropConnections() => Server.DropConnections();

    public override Task RestartAsync()
    {
        Server.StopEndpoint(0);
        Server.StartEndpoint(0);
        return Task.CompletedTask;
    }

    public override Task DropAfterApply(FaultTarget target) => WhenHit(Server.Faults.DropAfterApply(Matches(target)));

    public override Task DropBeforeApply(FaultTarget target) => WhenHit(Server.Faults.DropBeforeApply(Matches(target)));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }

    public static Func<ServerMessage, bool> Matches(FaultTarget target) => target switch
    {
        FaultTarget.CreateQueueNode => message => message.Operation == ServerOperation.Create && message.Path?.Contains("__lock__", StringComparison.Ordinal) == true,
        FaultTarget.List => message => message.Operation == ServerOperation.GetChildren2,
        FaultTarget.WatchPredecessor => message => message.Operation == ServerOperation.GetData,
        _ => message => message.Operation == ServerOperation.Delete && message.Path?.Contains("__lock__", StringComparison.Ordinal) == true,
    };

    private Task WhenHit(ServerFault fault)
    {
        _faults.Add(fault);
        return Server.WaitUntilAsync(_ => fault.Hits > 0);
    }
}
