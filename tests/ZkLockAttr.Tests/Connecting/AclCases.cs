using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>A lock tree that only its owners can touch. The same against the in-process server and a real one.</summary>
public abstract class AclCases : IAsyncLifetime
{
    protected const int Limit = 60_000;

    private const string Path = "/locks/test";
    private const string Password = "correct horse battery staple";

    private readonly List<IAsyncDisposable> _disposables = [];
    private LockServer? _server;

    private static DistributedLocksOptions Owner => new()
    {
        SessionTimeout = TimeSpan.FromSeconds(8),
        Auth = [ZooKeeperAuth.Digest("owner", Password)],
        Acl = ZooKeeperAcl.CreatorAll,
    };

    private LockServer Server => _server!;

    public async Task InitializeAsync() => _server = await StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var disposable in _disposables)
        {
            await disposable.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    [Case(Timeout = Limit)]
    public async Task Owners_exclude_each_other()
    {
        var handle = await NewLocks(Owner).AcquireAsync("test");
        var others = NewLocks(Owner);
        Assert.Null(await others.TryAcquireAsync("test"));

        await handle.DisposeAsync();
        await using var next = await others.AcquireAsync("test");

        Assert.True(await next.ValidateAsync());
        Assert.True(next.FencingToken > handle.FencingToken);
    }

    [Case(Timeout = Limit)]
    public async Task An_owner_waits_for_another_and_is_woken()
    {
        var handle = await NewLocks(Owner).AcquireAsync("test");
        var waiting = NewLocks(Owner).AcquireAsync("test").AsTask();
        await NewClient(Owner).WaitForChildrenAsync(Path, children => children.Count == 2);

        await handle.DisposeAsync();

        await using var next = await waiting;
        Assert.True(next.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_release_removes_the_node()
    {
        await (await NewLocks(Owner).AcquireAsync("test")).DisposeAsync();

        Assert.Empty((await NewClient(Owner).GetChildrenAsync(Path)).Children);
    }

    [Case(Timeout = Limit)]
    public async Task A_create_whose_answer_was_lost_is_found_again()
    {
        var dropped = Server.DropAfterApply(FaultTarget.CreateQueueNode);

        await using var handle = await NewLocks(Owner, Server.ConnectionString).AcquireAsync("test");

        await dropped;
        Assert.Single((await NewClient(Owner).GetChildrenAsync(Path)).Children);
    }

    [Case(Timeout = Limit)]
    public async Task The_owner_is_shown_again_on_each_connection()
    {
        var locks = NewLocks(Owner);
        await using var handle = await locks.AcquireAsync("test");

        Server.DropConnections();

        Assert.True(await handle.ValidateAsync());
        await using var another = await locks.AcquireAsync("another");
        Assert.True(another.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_stranger_can_neither_list_nor_delete_nor_enter()
    {
        await using var handle = await NewLocks(Owner).AcquireAsync("test");
        var node = (await NewClient(Owner).GetChildrenAsync(Path)).Children.Single();
        var stranger = NewClient(new DistributedLocksOptions { Auth = [ZooKeeperAuth.Digest("owner", "guessed")] });

        await RefusedAsync(stranger.GetChildrenAsync(Path));
        await RefusedAsync(stranger.GetChildrenAsync("/locks"));
        await RefusedAsync(stranger.GetDataAsync($"{Path}/{node}"));
        await RefusedAsync(stranger.DeleteAsync($"{Path}/{node}"));
        await RefusedAsync(stranger.CreateAsync($"{Path}/x__lock__0000000000", null, CreateMode.Persistent));

        Assert.True(await handle.ValidateAsync());
    }

    [Case(Timeout = Limit)]
    public async Task A_stranger_who_wants_a_lock_in_anothers_tree_is_told_at_once_what_is_missing()
    {
        await using var handle = await NewLocks(Owner).AcquireAsync("test");
        var stranger = NewLocks(Owner with { Auth = [ZooKeeperAuth.Digest("stranger", Password)] });

        var taken = await Assert.ThrowsAsync<LockUnavailableException>(() => stranger.AcquireAsync("test").AsTask());
        var missing = await Assert.ThrowsAsync<LockUnavailableException>(() => stranger.AcquireAsync("other").AsTask());

        Assert.Contains("the access control list of '/locks/test' does not give Create to this process (NoAuth)", taken.Message, StringComparison.Ordinal);
        Assert.Contains("the access control list of '/locks' does not give Create to this process (NoAuth)", missing.Message, StringComparison.Ordinal);
        Assert.Equal(ZooKeeperError.NoAuth, Assert.IsType<ZooKeeperException>(taken.InnerException).Error);
    }

    [Case(Timeout = Limit)]
    public async Task Who_may_create_and_not_list_is_told_and_leaves_nothing_behind()
    {
        var writeOnly = new ZooKeeperAcl("auth", "", ZooKeeperPermissions.All).And(
            "digest", ZooKeeperAuth.DigestId("writer", Password), ZooKeeperPermissions.Create | ZooKeeperPermissions.Delete);
        await using var handle = await NewLocks(Owner with { Acl = writeOnly }).AcquireAsync("test");
        var writer = NewLocks(Owner with { Auth = [ZooKeeperAuth.Digest("writer", Password)] });

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => writer.AcquireAsync("test").AsTask());

        Assert.Contains("the access control list of '/locks/test' does not give Read to this process (NoAuth)", exception.Message, StringComparison.Ordinal);
        await NewClient(Owner).WaitForChildrenAsync(Path, children => children.Count == 1);
    }

    [Case(Timeout = Limit)]
    public async Task A_node_that_can_be_neither_found_nor_deleted_goes_with_the_session()
    {
        var createOnly = new ZooKeeperAcl("auth", "", ZooKeeperPermissions.All).And(
            "digest", ZooKeeperAuth.DigestId("writer", Password), ZooKeeperPermissions.Create);
        await using var handle = await NewLocks(Owner with { Acl = createOnly }).AcquireAsync("test");
        var dropped = Server.DropAfterApply(FaultTarget.CreateQueueNode);
        var writer = NewLocks(Owner with { Auth = [ZooKeeperAuth.Digest("writer", Password)] }, Server.ConnectionString);

        await Assert.ThrowsAsync<LockUnavailableException>(() => writer.AcquireAsync("test").AsTask());

        await dropped;
        await NewClient(Owner).WaitForChildrenAsync(Path, children => children.Count == 1);
    }

    [Case(Timeout = Limit)]
    public async Task A_lock_whose_node_may_not_be_deleted_is_freed_with_the_session()
    {
        var noDelete = new ZooKeeperAcl("auth", "", ZooKeeperPermissions.All).And(
            "digest", ZooKeeperAuth.DigestId("writer", Password), ZooKeeperPermissions.Read | ZooKeeperPermissions.Create);
        await (await NewLocks(Owner with { Acl = noDelete }).AcquireAsync("test")).DisposeAsync();
        var writer = NewLocks(Owner with { Auth = [ZooKeeperAuth.Digest("writer", Password)] });

        await (await writer.AcquireAsync("test")).DisposeAsync();

        await NewClient(Owner).WaitForChildrenAsync(Path, children => children.Count == 0);
        await using var again = await writer.AcquireAsync("test");
        Assert.True(again.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_holder_who_may_not_read_its_node_any_more_has_lost_the_lock()
    {
        await using var handle = await NewLocks(new DistributedLocksOptions { SessionTimeout = TimeSpan.FromSeconds(1) }).AcquireAsync("test");
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        handle.LostToken.Register(() => lost.TrySetResult());
        var node = (await NewClient(new DistributedLocksOptions()).GetChildrenAsync(Path)).Children.Single();

        await AccessControl.SetAsync(Server.DirectConnectionString, $"{Path}/{node}", new ZooKeeperAcl("digest", "somebody:else", ZooKeeperPermissions.All));

        await lost.Task;
        Assert.False(handle.IsHeld);
    }

    [Case(Timeout = Limit)]
    public async Task A_tree_made_by_an_administrator_is_used_though_what_is_above_may_not_be_touched()
    {
        var administrator = NewClient(Owner with { Auth = [ZooKeeperAuth.Digest("administrator", Password)] });
        await administrator.CreateAsync("/team", null, CreateMode.Persistent);
        var forTheTeam = NewClient(Owner with
        {
            Auth = [ZooKeeperAuth.Digest("administrator", Password)],
            Acl = new ZooKeeperAcl("digest", ZooKeeperAuth.DigestId("owner", Password), ZooKeeperPermissions.All),
        });
        await forTheTeam.CreateAsync("/team/locks", null, CreateMode.Persistent);

        await using var handle = await NewLocks(Owner, chroot: "/team").AcquireAsync("orders/42");

        Assert.True(await handle.ValidateAsync());
    }

    [Case(Timeout = Limit)]
    public async Task Nodes_and_their_parents_get_the_list_that_is_asked_for()
    {
        var readable = ZooKeeperAcl.CreatorAll.And("world", "anyone", ZooKeeperPermissions.Read);
        await using var handle = await NewLocks(Owner with { Acl = readable }).AcquireAsync("test");
        var stranger = NewClient(new DistributedLocksOptions());

        var node = (await stranger.GetChildrenAsync(Path)).Children.Single();

        Assert.NotNull((await stranger.GetDataAsync($"{Path}/{node}")).Data);
        await RefusedAsync(stranger.DeleteAsync($"{Path}/{node}"));
        await RefusedAsync(stranger.CreateAsync("/locks/mine", null, CreateMode.Persistent));
    }

    [Case(Timeout = Limit)]
    public async Task An_authentication_that_is_refused_is_told()
    {
        var reason = await Unavailable.ReasonAsync(
            Server.DirectConnectionString, Owner with { Auth = [ZooKeeperAuth.Digest("owner", Password), new ZooKeeperAuth("nonsense", [1, 2, 3])] });

        Assert.Equal("it refused the authentication of scheme 'nonsense': AuthFailed", reason);
    }

    [Case(Timeout = Limit)]
    public async Task A_list_that_the_server_does_not_understand_is_told()
    {
        var locks = NewLocks(Owner with { Acl = new ZooKeeperAcl("nonsense", "x", ZooKeeperPermissions.All) });

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("test").AsTask());

        Assert.Contains("ZooKeeper refuses the option Acl for nodes below '/locks/test' (InvalidAcl)", exception.Message, StringComparison.Ordinal);
    }

    protected abstract Task<LockServer> StartAsync();

    private static async Task RefusedAsync(Task request) =>
        Assert.Equal(ZooKeeperError.NoAuth, (await Assert.ThrowsAsync<ZooKeeperException>(() => request)).Error);

    private DistributedLocks NewLocks(DistributedLocksOptions options, string? connectionString = null, string chroot = "") =>
        Keep(new DistributedLocks((connectionString ?? Server.DirectConnectionString) + chroot, options));

    private ZooKeeperClient NewClient(DistributedLocksOptions options) =>
        Keep(new ZooKeeperClient(Server.DirectConnectionString, new ZooKeeperClientOptions { Auth = options.Auth, Acl = options.Acl }));

    private T Keep<T>(T disposable)
        where T : IAsyncDisposable
    {
        _disposables.Add(disposable);
        return disposable;
    }
}
