using System.Reflection;
using System.Text.RegularExpressions;
using ZkLockAttr.Locking;
using ZkLockAttr.Shared;
using ZkLockAttr.Tests.Locking;
using ZkLockAttr.Tests.Servers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Operating;

/// <summary>Why a lock was lost: event 101 says it, and docs/operating.md explains it.</summary>
public sealed partial class LossReasonTests : InProcessTests
{
    private const int Lost = 101;

    [Fact(Timeout = Limit)]
    public async Task An_ensemble_that_does_not_answer_has_not_confirmed_the_session()
    {
        using var log = new Log();
        var locks = NewLoggingLocks(log);
        await using var handle = await locks.AcquireAsync("test");
        using var silence = Server.Faults.HoldRequests(message => message.SessionId == locks.SessionId);

        await ToldAsync(log, LossReason.Unconfirmed);
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_that_was_ended_is_told_as_that()
    {
        using var log = new Log();
        var locks = NewLoggingLocks(log);
        await using var handle = await locks.AcquireAsync("test");

        Server.ExpireSession(locks.SessionId);

        await ToldAsync(log, LossReason.SessionEnded);
    }

    [Fact(Timeout = Limit)]
    public async Task A_node_that_was_deleted_is_gone()
    {
        using var log = new Log();
        await using var handle = await NewLoggingLocks(log).AcquireAsync("test");

        await using var person = new ZooKeeperClient(Server.ConnectionString);
        await person.DeleteAsync(Node);

        await ToldAsync(log, LossReason.NodeDeleted);
    }

    [Fact(Timeout = Limit)]
    public async Task A_node_whose_list_was_changed_is_closed_and_not_gone()
    {
        using var log = new Log();
        await using var handle = await NewLoggingLocks(log).AcquireAsync("test");

        await AccessControl.SetAsync(Server.ConnectionString, Node, new ZooKeeperAcl("digest", "somebody:else", ZooKeeperPermissions.All));

        await ToldAsync(log, LossReason.NodeClosed);
    }

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Locks_that_were_disposed_are_told_as_that(bool isKeptFromOthers)
    {
        using var log = new Log();
        var locks = NewLoggingLocks(log);
        await using var handle = await locks.AcquireAsync(new LockRequest("test") { HoldAtLeast = TimeSpan.FromSeconds(isKeptFromOthers ? 2 : 0) });

        await locks.DisposeAsync();

        await ToldAsync(log, LossReason.Disposed);
    }

    [Fact]
    public void The_page_explains_each_reason()
    {
        var page = File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "operating.md"));
        var table = page[page.IndexOf("Event 101 says why:", StringComparison.Ordinal)..];
        var explained = Row().Matches(table[..table.IndexOf("\n#", StringComparison.Ordinal)]).Select(row => row.Groups[1].Value).Skip(1);

        var reasons = typeof(LossReason).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(reasons.Order(), explained.Order());
    }

    private string Node => $"{Path}/{Assert.Single(Server.GetChildren(Path))}";

    // Short sessions: heartbeats find out soon. Longer than a busy machine keeps anybody waiting: there is one reason only.
    private DistributedLocks NewLoggingLocks(Log log) => NewLocks(new DistributedLocksOptions { SessionTimeout = TimeSpan.FromSeconds(6), LoggerFactory = log });

    private static async Task ToldAsync(Log log, string reason) => Assert.Equal($"The lock '{Path}' was lost: {reason}.", await log.NextAsync(Lost));

    [GeneratedRegex(@"^\| ([a-z][^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
