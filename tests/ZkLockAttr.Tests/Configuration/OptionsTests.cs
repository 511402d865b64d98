using System.Globalization;
using ZkLockAttr.Testing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Configuration;

public sealed class OptionsTests
{
    private const int Limit = 60_000;

    public static TheoryData<DistributedLocksOptions> Wrong =>
    [
        new DistributedLocksOptions { Root = "" },
        new DistributedLocksOptions { Root = "locks" },
        new DistributedLocksOptions { Root = "/a//b" },
        new DistributedLocksOptions { Root = "/a/" },
        new DistributedLocksOptions { SessionTimeout = TimeSpan.FromMilliseconds(999) },
        new DistributedLocksOptions { SessionTimeout = TimeSpan.FromDays(25) },
        new DistributedLocksOptions { ConnectTimeout = TimeSpan.Zero },
        new DistributedLocksOptions { ServerTickTime = TimeSpan.Zero },
        new DistributedLocksOptions { SessionTimeout = TimeSpan.MaxValue },
        new DistributedLocksOptions { SessionTimeout = Timeout.InfiniteTimeSpan },
        new DistributedLocksOptions { ConnectTimeout = TimeSpan.MaxValue },
        new DistributedLocksOptions { ConnectTimeout = Timeout.InfiniteTimeSpan },
        new DistributedLocksOptions { ServerTickTime = TimeSpan.FromSeconds(-1) },
        new DistributedLocksOptions { ServerTickTime = TimeSpan.FromSeconds(21) },
        new DistributedLocksOptions { ServerTickTime = TimeSpan.MaxValue },
        new DistributedLocksOptions { MaxInboundFrame = 0 },
        new DistributedLocksOptions { MaxInboundFrame = -1 },
        new DistributedLocksOptions { ApplicationName = new string('x', 1001) },
        new DistributedLocksOptions { ApplicationName = null! },
        new DistributedLocksOptions { LoggerFactory = null! },
        new DistributedLocksOptions { Root = null! },
        new DistributedLocksOptions { Root = "/" + new string('x', 5000) },
        new DistributedLocksOptions { Acl = ZooKeeperAcl.CreatorAll },
        new DistributedLocksOptions { Acl = null! },
        new DistributedLocksOptions { Auth = null! },
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_option_is_refused_at_once(DistributedLocksOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new DistributedLocks("127.0.0.1:1", options));

    [Fact(Timeout = Limit)]
    public async Task The_longest_times_can_be_asked_for()
    {
        using var server = ZooKeeperTestServer.Start();
        var longest = TimeSpan.FromMilliseconds(int.MaxValue);
        await using var locks = new DistributedLocks(
            server.ConnectionString, new DistributedLocksOptions { SessionTimeout = longest, ConnectTimeout = longest, ServerTickTime = longest / 2 });

        await using (await locks.AcquireAsync("a", TimeSpan.MaxValue))
        {
        }

        await using (await locks.AcquireAsync("b", longest))
        {
        }
    }

    [Fact]
    public async Task A_negative_time_out_is_refused_and_told_what_to_write_instead()
    {
        await using var locks = new DistributedLocks("127.0.0.1:1");
        foreach (var timeout in new[] { Timeout.InfiniteTimeSpan, TimeSpan.MinValue, TimeSpan.FromTicks(-1) })
        {
            var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => locks.AcquireAsync("a", timeout).AsTask());
            Assert.Contains("null", exception.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => locks.TryAcquireAsync("a", timeout).AsTask());
            Assert.Throws<ArgumentOutOfRangeException>(() => locks.Acquire("a", timeout));
            Assert.Throws<ArgumentOutOfRangeException>(() => locks.TryAcquire("a", timeout));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_host_name_that_cannot_be_one_is_named_in_the_outage()
    {
        var host = new string('h', 300);
        await using var locks = new DistributedLocks(host, new DistributedLocksOptions { ConnectTimeout = TimeSpan.FromMilliseconds(200) });

        var exception = await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("test").AsTask());

        Assert.Contains(host, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.Contains("within 0.3 s", new LockTimeoutException("/locks/test", TimeSpan.FromMilliseconds(300)).Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
