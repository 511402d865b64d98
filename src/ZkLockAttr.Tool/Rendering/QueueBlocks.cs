using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Tool.Queues;

namespace ZkLockAttr.Tool.Rendering;

/// <summary>A lock's queue, a block of lines for each contender.</summary>
internal static class QueueBlocks
{
    public static IRenderable Of(LockAddress address, IReadOnlyList<FoundContender> queue, int mostWaiting, DateTimeOffset now)
    {
        var holders = queue.Count(contender => contender.Member.IsHolder);
        var waiting = queue.Count - holders;
        var rows = new List<IRenderable> { Headline(address, holders, waiting) };
        var left = mostWaiting;
        foreach (var contender in queue)
        {
            if (contender.Member.IsHolder || left-- > 0)
            {
                rows.Add(Text.Empty);
                rows.AddRange(Block(contender, now));
            }
        }

        if (left < 0)
        {
            rows.Add(Text.Empty);
            rows.Add(new Text(string.Create(CultureInfo.InvariantCulture, $"and {-left} more who wait: --all shows them")));
        }

        return new Rows(rows);
    }

    /// <summary>One contender.</summary>
    public static IEnumerable<IRenderable> Block(FoundContender contender, DateTimeOffset now)
    {
        var member = contender.Member;
        var state = member.IsHolder ? "[green]holds[/]" : "[yellow]waits[/]";
        yield return new Markup($"{state}  {Markup.Escape(Shown.Who(contender))}");
        yield return Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Shown.Kind(member.Kind)}, in the queue for {Shown.Age(now - contender.Since)}, since {Shown.Time(contender.Since)}"));
        var session = contender.SessionId == 0 ? "no session: this node stays until somebody deletes it" : $"session {Shown.Session(contender.SessionId)}";
        yield return Line(member.Client == QueueClient.ZkLockAttr && member.Kind.IsSemaphore
            ? session
            : string.Create(CultureInfo.InvariantCulture, $"{session}, transaction {contender.Zxid}{(member.IsRetained ? ", may be kept after its release" : "")}"));
        foreach (var node in member.Nodes)
        {
            yield return Line($"node {Shown.Safe(node)}");
        }
    }

    private static Padder Line(string text) => new(new Text(text), new Padding(7, 0, 0, 0));

    private static Markup Headline(LockAddress address, int holders, int waiting)
    {
        var waits = waiting switch
        {
            0 => "nobody waits",
            1 => "[bold]1[/] waits",
            _ => string.Create(CultureInfo.InvariantCulture, $"[bold]{waiting}[/] wait"),
        };
        var state = holders == 0 ? "[bold]free[/]: nobody holds it, nobody waits" : string.Create(CultureInfo.InvariantCulture, $"held by [bold]{holders}[/], {waits}");
        var path = address.Path == address.Name ? "" : $"  ({Shown.Escaped(address.Path)})";
        return new Markup($"[bold]{Shown.Escaped(address.Name)}[/] is {state}{path}");
    }
}
