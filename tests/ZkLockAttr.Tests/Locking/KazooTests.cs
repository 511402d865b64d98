using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>Our lock and kazoo's on one path keep each other out: on the in-process server, and on a real one.</summary>
public sealed class KazooTests
{
    private const int Limit = 60_000;
    private const string Path = "/locks/test";

    public static TheoryData<bool> Servers => [true, false];

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task While_kazoo_holds_ours_waits_and_follows(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var locks = NewLocks(server);
        var theirs = await kazoo.MakeLockAsync(Path, identifier: "the old program");
        Assert.True(await theirs.AcquireAsync());

        Assert.Null(await locks.TryAcquireAsync("test"));
        var timeout = await Assert.ThrowsAsync<LockTimeoutException>(() => locks.AcquireAsync("test", TimeSpan.FromMilliseconds(200)).AsTask());
        Assert.Contains("the old program", timeout.Message, StringComparison.Ordinal);
        await server.WaitForChildrenAsync(Path, 1);

        var waiting = locks.AcquireAsync("test").AsTask();
        await server.WaitForChildrenAsync(Path, 2);
        Assert.False(waiting.IsCompleted);
        await theirs.ReleaseAsync();
        await using var ours = await waiting;

        Assert.True(ours.IsHeld);
        Assert.Single(await server.ChildrenAsync(Path));
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task While_ours_holds_kazoo_is_refused_and_follows(bool isReal)
    {
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var locks = NewLocks(server);
        var ours = await locks.AcquireAsync("test");
        var theirs = await kazoo.MakeLockAsync(Path);

        Assert.False(await theirs.AcquireAsync(blocking: false));
        await server.WaitForChildrenAsync(Path, 1);
        var timeout = await Assert.ThrowsAsync<KazooException>(() => theirs.AcquireAsync(timeout: TimeSpan.FromMilliseconds(200)));
        Assert.Contains("LockTimeout", timeout.Message, StringComparison.Ordinal);
        await server.WaitForChildrenAsync(Path, 1);

        var waits = theirs.WaitUntilWaitingAsync();
        var acquiring = theirs.AcquireAsync();
        await waits;
        await ours.DisposeAsync();
        Assert.True(await acquiring);

        Assert.Null(await locks.TryAcquireAsync("test"));
        await theirs.ReleaseAsync();
        await using var again = await locks.AcquireAsync("test");
        Assert.True(again.FencingToken > ours.FencingToken);
    }

    [KazooTheory(Timeout = Limit)]
    [InlineData(KazooLockKind.ReadLock)]
    [InlineData(KazooLockKind.WriteLock)]
    public async Task Kazoos_read_and_write_locks_keep_ours_out_and_are_kept_out(KazooLockKind kind)
    {
        await using var server = await StartAsync(isReal: true);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var locks = NewLocks(server);
        var theirs = await kazoo.MakeLockAsync(Path, kind);

        Assert.True(await theirs.AcquireAsync());
        Assert.Null(await locks.TryAcquireAsync("test"));
        await theirs.ReleaseAsync();
        await using var ours = await locks.AcquireAsync("test");
        Assert.False(await theirs.AcquireAsync(blocking: false));
    }

    [KazooFact(Timeout = Limit)]
    public async Task When_kazoos_process_is_killed_ours_follows_after_its_session()
    {
        await using var server = await StartAsync(isReal: true);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString, TimeSpan.FromSeconds(2));
        await using var locks = NewLocks(server);
        Assert.True(await (await kazoo.MakeLockAsync(Path)).AcquireAsync());
        var waiting = locks.AcquireAsync("test").AsTask();
        await server.WaitForChildrenAsync(Path, 2);

        await kazoo.KillAsync();

        await using var ours = await waiting;
        Assert.Single(await server.ChildrenAsync(Path));
    }

    [KazooTheory(Timeout = Limit)]
    [MemberData(nameof(Servers))]
    public async Task Both_work_on_one_file_in_turns(bool isReal)
    {
        const int Rounds = 100;
        await using var server = await StartAsync(isReal);
        await using var kazoo = await KazooClient.StartAsync(server.ConnectionString);
        await using var locks = NewLocks(server);
        var folder = Directory.CreateTempSubdirectory("zklock-");
        try
        {
            var file = System.IO.Path.Combine(folder.FullName, "counter");
            await File.WriteAllTextAsync(file, "0");
            var theirs = await kazoo.MakeLockAsync(Path);

            await Task.WhenAll(theirs.WorkAsync(Rounds, file), Work(locks, Rounds, file));

            Assert.Equal("200", (await File.ReadAllTextAsync(file)).Trim());
            Assert.Empty(await server.ChildrenAsync(Path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // As kazoo's side does it: a file that must not be there yet shows whether somebody else is inside.
    private static async Task Work(DistributedLocks locks, int rounds, string file)
    {
        for (var round = 0; round < rounds; round++)
        {
            await using var handle = await locks.AcquireAsync("test");
            await using (new FileStream(file + ".inside", FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                var count = int.Parse(await File.ReadAllTextAsync(file), System.Globalization.CultureInfo.InvariantCulture);
                await File.WriteAllTextAsync(file, $"{count + 1}");
            }

            File.Delete(file + ".inside");
        }
    }

    private static async Task<LockServer> StartAsync(bool isReal) => isReal ? await RealServer.StartAsync() : new InProcessServer();

    // kazoo remembers that a path exists, and fails when it has gone meanwhile.
    private static DistributedLocks NewLocks(LockServer server) => new(server.ConnectionString, new DistributedLocksOptions { PersistentParents = true });
}
