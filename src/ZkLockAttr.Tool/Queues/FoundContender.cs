using System.Text.RegularExpressions;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Queues;

/// <summary>A contender, with what its node says.</summary>
/// <param name="Member">What the names of its nodes tell.</param>
/// <param name="Since">Since when it is there, by the ensemble's clock.</param>
/// <param name="SessionId">Whose it is; 0 for nobody's.</param>
/// <param name="Description">What it says of itself.</param>
/// <param name="Zxid">The transaction that made its first node: the fencing token of a lock of ours.</param>
internal sealed partial record FoundContender(QueueMember Member, DateTimeOffset Since, long SessionId, string Description, long Zxid)
{
    /// <summary>Machine, process and process id, where it says them.</summary>
    public (string Machine, string Process, int Id)? Origin =>
        Member.Client == QueueClient.ZkLockAttr && Ours().Match(Description) is { Success: true } match && int.TryParse(match.Groups[3].ValueSpan, out var id)
            ? (match.Groups[1].Value, match.Groups[2].Value, id)
            : null;

    /// <summary>The IP address, where it says that.</summary>
    public string? Address => Member.Client == QueueClient.Curator && Description.Length > 0 ? Description : null;

    public static FoundContender Of(QueueMember member, byte[]? data, Stat stat) => new(
        member,
        DateTimeOffset.FromUnixTimeMilliseconds(stat.Ctime),
        stat.EphemeralOwner,
        RetainerData.DescriptionOf(data),
        stat.Czxid);

    [GeneratedRegex(@"\Amachine=(\S*) process=(.*) pid=(\d+)\z", RegexOptions.Singleline)]
    private static partial Regex Ours();
}
