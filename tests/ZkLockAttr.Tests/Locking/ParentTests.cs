namespace ZkLockAttr.Tests.Locking;

/// <summary>The nodes above the queue.</summary>
public sealed class ParentTests : InProcessTests
{
    [Theory(Timeout = Limit)]
    [InlineData(int.MaxValue - (1 << 24) + 1)]
    [InlineData(int.MaxValue)]
    public async Task A_parent_whose_numbers_are_used_up_is_made_anew(int number)
    {
        Server.SetSequence(Path, number);

        await using var handle = await NewLocks().AcquireAsync("test");

        Assert.True(handle.IsHeld);
        Assert.EndsWith("__lock__0000000000", Assert.Single(Server.GetChildren(Path)), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_parent_whose_numbers_are_used_up_is_emptied_first()
    {
        Server.SetSequence(Path, int.MaxValue - (1 << 24));
        var holder = await NewLocks().AcquireAsync("test");
        var waiting = NewLocks().AcquireAsync("test").AsTask();
        await Server.WaitUntilAsync(server => server.CountWatches(Path) == 1);
        Assert.Single(Server.GetChildren(Path));
        Assert.False(waiting.IsCompleted);

        await holder.DisposeAsync();
        await using var handle = await waiting;

        Assert.EndsWith("__lock__0000000000", Assert.Single(Server.GetChildren(Path)), StringComparison.Ordinal);
        Assert.True(handle.FencingToken > holder.FencingToken);
    }

    [Fact(Timeout = Limit)]
    public async Task Containers_that_were_swept_are_made_again()
    {
        var locks = NewLocks();
        for (var i = 0; i < 3; i++)
        {
            await using (await locks.AcquireAsync("a/b/c"))
            {
            }

            for (var depth = 0; depth < 4; depth++)
            {
                Server.ReapContainers();
            }

            Assert.False(Server.Exists("/locks"));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Persistent_parents_stay()
    {
        var locks = NewLocks(new DistributedLocksOptions { PersistentParents = true });
        await using (await locks.AcquireAsync("a/b"))
        {
        }

        Server.ReapContainers();
        Assert.True(Server.Exists("/locks/a/b"));
        Assert.Equal(0, Server.GetStat("/locks/a/b")!.Value.EphemeralOwner);
    }

    [Fact(Timeout = Limit)]
    public async Task A_chroot_and_a_root_of_ones_own_are_made()
    {
        var locks = NewLocks(new DistributedLocksOptions { Root = "/mutexes" }, chroot: "/team/a");
        await using var handle = await locks.AcquireAsync("test");
        Assert.Equal("/team/a/mutexes/test", handle.Path);
        Assert.Equal("test", handle.Name);
        Assert.Single(Server.GetChildren("/team/a/mutexes/test"));
    }
}
