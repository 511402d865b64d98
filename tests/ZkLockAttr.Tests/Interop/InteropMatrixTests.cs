using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Interop;

/// <summary>Our locks against kazoo's and Curator's own, in both directions: what keeps whom out, and what does not.</summary>
public sealed class InteropMatrixTests(InteropFixture fixture) : IClassFixture<InteropFixture>
{
    private const int Limit = 60_000;

    public static TheoryData<OurLock, Peer> Cells
    {
        get
        {
            var cells = new TheoryData<OurLock, Peer>();
            foreach (var cell in InteropMatrix.Cells)
            {
                cells.Add(cell.Ours, cell.Theirs);
            }

            return cells;
        }
    }

    [Fact]
    public void The_table_has_every_cell_once_and_a_reason_for_each_no()
    {
        Assert.Equal(
            from ours in Enum.GetValues<OurLock>() from theirs in Enum.GetValues<Peer>() select (ours, theirs),
            InteropMatrix.Cells.Select(cell => (cell.Ours, cell.Theirs)));
        Assert.All(InteropMatrix.Cells, cell => Assert.Equal(cell is { WeAreKeptOut: true, TheyAreKeptOut: true }, cell.WhyNot.Length == 0));
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Cells))]
    public async Task While_they_hold(OurLock ours, Peer theirs)
    {
        var name = await fixture.NewNameAsync();
        var path = $"/locks/{name}";
        await using var locks = fixture.NewLocks(ours);
        var holder = await fixture.NewPeerLockAsync(theirs, path);
        Assert.True(await holder.AcquireAsync());
        Assert.Matches(InteropMatrix.PatternOf(theirs), Assert.Single(await fixture.Observer.ChildrenAsync(path)));

        await using (var handle = await locks.TryAcquireAsync(Request(ours, name)))
        {
            Assert.Equal(CellOf(ours, theirs).WeAreKeptOut, handle is null);
        }

        await fixture.Observer.WaitForChildrenAsync(path, children => children.Count == 1);
        await holder.ReleaseAsync();
        await using var free = await locks.TryAcquireAsync(Request(ours, name));
        Assert.NotNull(free);
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Cells))]
    public async Task While_we_hold(OurLock ours, Peer theirs)
    {
        var name = await fixture.NewNameAsync();
        var path = $"/locks/{name}";
        await using var locks = fixture.NewLocks(ours);
        var handle = await locks.AcquireAsync(Request(ours, name));
        var nodes = await fixture.Observer.ChildrenAsync(path);
        Assert.Equal(InteropMatrix.NodesOf(ours).Length, nodes.Count);

        await Try(theirs, path, CellOf(ours, theirs).TheyAreKeptOut);

        Assert.True(handle.IsHeld);
        Assert.Equal(nodes.Order(), (await fixture.Observer.ChildrenAsync(path)).Order());
        await handle.DisposeAsync();
        Assert.Empty(await fixture.Observer.ChildrenAsync(path));
        await Try(theirs, path, isKeptOut: false);
    }

    /// <summary>The same by names alone, made by hand: what they do is theirs, not ours.</summary>
    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Cells))]
    public async Task While_nodes_of_our_names_are_there(OurLock ours, Peer theirs)
    {
        var path = $"/locks/{await fixture.NewNameAsync()}";
        foreach (var node in InteropMatrix.NodesOf(ours))
        {
            await fixture.Observer.CreateAsync($"{path}/{node}", null, CreateMode.EphemeralSequential);
        }

        await Try(theirs, path, CellOf(ours, theirs).TheyAreKeptOut);
    }

    [CuratorTheory(Timeout = Limit)]
    [MemberData(nameof(Cells))]
    public async Task Who_is_kept_out_waits_and_follows(OurLock ours, Peer theirs)
    {
        var cell = CellOf(ours, theirs);
        var name = await fixture.NewNameAsync();
        var path = $"/locks/{name}";
        await using var locks = fixture.NewLocks(ours);
        var peer = await fixture.NewPeerLockAsync(theirs, path);
        if (cell.WeAreKeptOut)
        {
            Assert.True(await peer.AcquireAsync());
            var waiting = locks.AcquireAsync(Request(ours, name)).AsTask();
            await fixture.Observer.WaitForChildrenAsync(path, children => children.Count == 1 + InteropMatrix.NodesOf(ours).Length);
            Assert.False(waiting.IsCompleted);
            await peer.ReleaseAsync();
            await (await waiting).DisposeAsync();
        }

        if (cell.TheyAreKeptOut)
        {
            var handle = await locks.AcquireAsync(Request(ours, name));
            var waiting = peer.AcquireAsync();
            await fixture.Observer.WaitForChildrenAsync(path, children => children.Count == 1 + InteropMatrix.NodesOf(ours).Length);
            Assert.False(waiting.IsCompleted);
            await handle.DisposeAsync();
            Assert.True(await waiting);
            await peer.ReleaseAsync();
        }

        Assert.Empty(await fixture.Observer.ChildrenAsync(path));
    }

    private static InteropCell CellOf(OurLock ours, Peer theirs) => InteropMatrix.Cells.Single(cell => cell.Ours == ours && cell.Theirs == theirs);

    private static LockRequest Request(OurLock ours, string name) => new(name, ours == OurLock.Shared ? LockMode.Shared : LockMode.Exclusive);

    private async Task Try(Peer theirs, string path, bool isKeptOut)
    {
        var peer = await fixture.NewPeerLockAsync(theirs, path);
        var hasEntered = await peer.TryAsync();
        Assert.Equal(isKeptOut, !hasEntered);
        if (hasEntered)
        {
            await peer.ReleaseAsync();
        }
    }
}
