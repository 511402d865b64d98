using ZkLockAttr.CompilerServices;
using ZkLockAttr.Tests.Locking;
using ZkLockAttr.Tests.Servers;
using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Hostile;

/// <summary>Names as nobody should choose them, on any server: they are locks, and different ones are different locks.</summary>
public abstract class HostileNameCases : IAsyncLifetime
{
    private const int Limit = 120_000;
    private const string Alphabet = "ab./%_-~ \\\0\u0001\u001f\u007f\u009f\u202e\u05d0\ud83d\ude00\ud800\ue000\uffff\u00e9";

    private static readonly string[] Pieces = ["..", ".", "zookeeper", "__lock__", "0000000001", "__sem2__7", "%2F", "%", "-", "/", "\ufeff"];

    private LockServer? _server;

    protected abstract Task<LockServer> StartAsync();

    public async Task InitializeAsync() => _server = await StartAsync();

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Case(Timeout = Limit)]
    public async Task Values_of_all_kinds_are_locks_and_different_ones_are_told_apart()
    {
        await using var locks = new DistributedLocks(_server!.ConnectionString);
        await using var others = new DistributedLocks(_server.ConnectionString);
        var random = new Random(1);
        var values = Enumerable.Range(0, 150).Select(_ => Text(random)).Distinct().ToArray();
        var names = values.Select(value => LockedCall.Name($"a/{value}")).ToArray();

        // All at once: were two of them one lock, the second would wait for ever.
        var handles = await Task.WhenAll(names.Select(name => Flow.Another(() => locks.AcquireAsync(name))));
        foreach (var name in names)
        {
            Assert.Null(await others.TryAcquireAsync(name));
        }

        Assert.Equal(names.Length, handles.Select(handle => handle.Path).Distinct().Count());
        foreach (var handle in handles)
        {
            await handle.DisposeAsync();
        }
    }

    [Case(Timeout = Limit)]
    public async Task Whole_names_are_refused_or_are_locks()
    {
        await using var locks = new DistributedLocks(_server!.ConnectionString);
        var random = new Random(2);
        var (refused, taken) = (0, new HashSet<string>());
        for (var i = 0; i < 400; i++)
        {
            var name = Text(random);
            try
            {
                await using var handle = await Flow.Another(() => locks.AcquireAsync(name));
                taken.Add(handle.Path);
            }
            catch (ArgumentException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 50, 350);
        Assert.InRange(taken.Count, 20, 350);
    }

    [Case(Timeout = Limit)]
    public async Task The_deepest_and_the_longest_name_are_locks()
    {
        await using var locks = new DistributedLocks(_server!.ConnectionString);
        string[] names = [string.Join('/', Enumerable.Repeat("d", 2000)), new string('x', 4000), new string('\u65e5', 1300)];
        foreach (var name in names)
        {
            await using var handle = await locks.AcquireAsync(name);
            Assert.True(await handle.ValidateAsync());
        }
    }

    [Case(Timeout = Limit)]
    public async Task Servers_own_nodes_are_not_in_the_way()
    {
        await using var locks = new DistributedLocks(_server!.ConnectionString, new DistributedLocksOptions { Root = "/" });
        foreach (var name in new[] { "zookeeper", "zookeeper/quota", "zookeeper/locks/a" })
        {
            await using var handle = await locks.AcquireAsync(name);
            Assert.True(handle.IsHeld);
        }
    }

    /// <summary>128 of them are checked by one heartbeat, which must not be more than a server takes.</summary>
    [Case(Timeout = Limit)]
    public async Task Many_locks_with_long_names_are_kept()
    {
        await using var locks = new DistributedLocks(_server!.ConnectionString, new DistributedLocksOptions { SessionTimeout = TimeSpan.FromSeconds(6) });
        var filling = new string('x', 4000);
        var handles = await Task.WhenAll(Enumerable.Range(0, 150).Select(i => Flow.Another(() => locks.AcquireAsync($"{filling}/{i}"))));

        // Each asks behind several heartbeats; the session would be over if they had not passed.
        for (var i = 0; i < 8; i++)
        {
            Assert.All(await Task.WhenAll(handles.Select(handle => handle.ValidateAsync().AsTask())), Assert.True);
            await Beat(locks);
        }

        Assert.All(handles, handle => Assert.False(handle.LostToken.IsCancellationRequested));
    }

    /// <summary>About the time of a heartbeat: a caller waits that long for what another holds.</summary>
    private static async Task Beat(DistributedLocks locks)
    {
        var filling = new string('x', 4000);
        Assert.Null(await Flow.Another(() => locks.TryAcquireAsync($"{filling}/0", TimeSpan.FromSeconds(1.05))));
    }

    private static string Text(Random random)
    {
        var text = "";
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            text += random.Next(2) == 0 ? Pieces[random.Next(Pieces.Length)] : Alphabet[random.Next(Alphabet.Length)];
        }

        return text;
    }
}
