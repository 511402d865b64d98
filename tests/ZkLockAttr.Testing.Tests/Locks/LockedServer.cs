namespace ZkLockAttr.Testing.Tests.Locks;

/// <summary>A server, and two machines that take locks from it.</summary>
public abstract class LockedServer : IAsyncLifetime
{
    private protected ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start();

    private protected DistributedLocks First => field ??= Connect("first");

    private protected DistributedLocks Second => field ??= Connect("second");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected DistributedLocks Connect(string name, string root = "/locks") =>
        new(Server.ConnectionString, new DistributedLocksOptions { ApplicationName = name, Root = root });

    private protected static string MessageOf(Action assertion) => Assert.Throws<LockAssertionException>(assertion).Message;
}
