using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Locking;

/// <summary>
/// Several locks are asked for in one request. A server closes the connection of whoever sends one that is too long: it would be sent again and again, and
/// the process would lose its other locks by it.
/// </summary>
public sealed class RequestLengthTests : IAsyncLifetime
{
    private const int Most = 128;
    private const int Limit = 60_000;

    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact(Timeout = Limit)]
    public async Task As_many_as_can_be_asked_for_with_the_longest_paths_are_taken()
    {
        await using var locks = NewLocks(LockInterop.Kazoo);

        await using (var handle = await locks.AcquireAsync(WithPathsOf(4096)))
        {
            Assert.True(await handle.ValidateAsync());
        }

        Assert.Equal(1, _server.Statistics.AcceptedConnections);
    }

    /// <summary>Three nodes each: more than one request takes.</summary>
    [Theory(Timeout = Limit)]
    [InlineData(4096)]
    [InlineData(2700)]
    public async Task What_is_too_long_is_refused(int pathLength)
    {
        await using var locks = NewLocks(LockInterop.Universal);

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => locks.AcquireAsync(WithPathsOf(pathLength)).AsTask());

        Assert.Contains("and 127 more locks together has about 1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Statistics.AcceptedConnections);
    }

    [Theory(Timeout = Limit)]
    [InlineData(2700, false)]
    [InlineData(1600, true)]
    public async Task What_is_not_refused_is_taken(int tooLong, bool hasMuchBeside)
    {
        var options = hasMuchBeside
            ? new DistributedLocksOptions { ApplicationName = new string('a', 1000), Acl = ZooKeeperAcl.Open.And("ip", "127.0.0.1", ZooKeeperPermissions.All) }
            : new DistributedLocksOptions();
        await using var locks = NewLocks(LockInterop.Universal, options);
        var length = tooLong;
        while (await TryAsync(length) is null)
        {
            length--;
        }

        Assert.InRange(length, tooLong - 300, tooLong - 1);
        Assert.Equal(1, _server.Statistics.AcceptedConnections);

        async Task<LockHandle?> TryAsync(int length)
        {
            try
            {
                return await locks.AcquireAsync(WithPathsOf(length));
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }

    private DistributedLocks NewLocks(LockInterop interop, DistributedLocksOptions? options = null) =>
        new(_server.ConnectionString, (options ?? new DistributedLocksOptions()) with { Interop = interop, SessionTimeout = TimeSpan.FromSeconds(30) });

    private static LockRequest WithPathsOf(int length)
    {
        var filling = new string('x', length - "/locks/000".Length);
        return Enumerable.Range(1, Most - 1).Aggregate(new LockRequest($"000{filling}"), (request, number) => request.And($"{number:000}{filling}"));
    }
}
