using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Tool.Diagnosing;
using ZkLockAttr.Tool.Queues;
using ZkLockAttr.Tool.Rendering;

namespace ZkLockAttr.Tool.Json;

// The answers for programs. Members are added, but neither renamed nor removed.

/// <summary>Somebody who holds or waits.</summary>
internal sealed record ContenderJson(
    string Node,
    bool Holds,
    string Mode,
    int? MaxCount,
    string Client,
    DateTimeOffset Since,
    string? Session,
    long Zxid,
    bool Retained,
    string Description,
    string? Machine,
    string? Process,
    int? Pid,
    string? Address)
{
    public static ContenderJson Of(FoundContender contender) => new(
        contender.Member.Node,
        contender.Member.IsHolder,
        ModeOf(contender.Member.Kind),
        contender.Member.Kind.IsSemaphore ? contender.Member.Kind.MaxCount : null,
        contender.Member.Client.Name,
        contender.Since,
        contender.SessionId == 0 ? null : Shown.Session(contender.SessionId),
        contender.Zxid,
        contender.Member.IsRetained,
        contender.Description,
        contender.Origin?.Machine,
        contender.Origin?.Process,
        contender.Origin?.Id,
        contender.Address);

    public static string ModeOf(Locking.Queueing.QueueKind kind) => kind.IsSemaphore ? "semaphore" : kind.IsExclusive ? "exclusive" : "shared";
}

/// <summary>A lock in a list. <see cref="Mode"/> and <see cref="First"/> are null for a free one.</summary>
internal sealed record LockJson(string Name, string Path, string? Mode, int? MaxCount, int Holders, int Waiting, ContenderJson? First)
{
    public static LockJson Of(LockState state) => new(
        state.Address.Name,
        state.Address.Path,
        state.Kind is { } kind ? ContenderJson.ModeOf(kind) : null,
        state.Kind is { IsSemaphore: true } semaphore ? semaphore.MaxCount : null,
        state.Holders,
        state.Waiting,
        state.First is null ? null : ContenderJson.Of(state.First));
}

/// <summary>The answer of <c>ls</c>, and a line of <c>watch</c>.</summary>
internal sealed record ListJson(DateTimeOffset Time, string Root, IReadOnlyList<LockJson> Locks, bool Truncated);

/// <summary>The answer of <c>show</c>.</summary>
internal sealed record ShowJson(string Name, string Path, int Holders, int Waiting, IReadOnlyList<ContenderJson> Contenders);

/// <summary>The answer of <c>break</c>.</summary>
internal sealed record BreakJson(string Name, string Path, IReadOnlyList<ContenderJson> Broken, IReadOnlyList<string> Gone);

/// <summary>What <c>run</c> tells when the command has ended.</summary>
internal sealed record RunJson(string Name, string Path, long? Token, bool Acquired, bool Lost, int? CommandExitCode, int ExitCode);

/// <summary>The answer of <c>doctor</c>.</summary>
internal sealed record DoctorJson(bool Healthy, IReadOnlyList<ServerJson> Servers, IReadOnlyList<FindingJson> Findings);

/// <summary>One address of a server. Times are in milliseconds.</summary>
internal sealed record ServerJson(
    string Server,
    string? Address,
    bool Reachable,
    string? Version,
    string? Role,
    double? ReadMilliseconds,
    double? WriteMilliseconds,
    double? ClockMilliseconds,
    double? SessionTimeoutMilliseconds,
    IReadOnlyList<FindingJson> Findings)
{
    public static ServerJson Of(ServerReport report) => new(
        report.Server,
        report.Address,
        report.IsReachable,
        report.Version?.ToString(),
        report.Role,
        report.Read?.TotalMilliseconds,
        report.Write?.TotalMilliseconds,
        report.Clock?.TotalMilliseconds,
        report.SessionTimeout?.TotalMilliseconds,
        [.. report.Findings.Select(FindingJson.Of)]);
}

/// <summary>Something to know: <c>note</c>, <c>warning</c> or <c>problem</c>.</summary>
internal sealed record FindingJson(string Level, string Text)
{
    public static FindingJson Of(Finding finding) => new(finding.Level.ToString().ToLowerInvariant(), finding.Text);
}
