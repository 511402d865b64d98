using System.CommandLine;
using Spectre.Console;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.Tool.Json;
using ZkLockAttr.Tool.Queues;
using ZkLockAttr.Tool.Rendering;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Tool.Commands;

/// <summary><c>zklock break</c>: takes a lock from whoever has it, by deleting its node.</summary>
internal sealed class BreakCommand(ToolConsole console, GlobalOptions options)
{
    private readonly Argument<string> _name = LockArgument.Name();
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask." };

    private readonly Option<string?> _node = new("--node")
    {
        Description = "Only this contender, holding or waiting, by the name of its node as 'show' tells it.",
        HelpName = "node",
    };

    public Command ToCommand()
    {
        var command = new Command("break", "Takes a lock from those who hold it, by deleting their nodes. Says what it will do, and asks.") { _name, _node, _yes };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = options.Read(parsed);
        var address = LockAddress.Parse(parsed.GetRequiredValue(_name), settings.Root);
        var isAsked = parsed.GetValue(_yes);
        if (!isAsked && !console.CanAsk)
        {
            throw ToolException.Usage("break asks before it does anything, and nobody is at a terminal to answer: give --yes if it is meant.");
        }

        await using var ensemble = new Ensemble(settings);
        var queue = await QueueReader.ReadAsync(ensemble, address.Path, cancellationToken);
        var targets = Targets(address, queue, parsed.GetValue(_node));
        if (targets.Count == 0)
        {
            console.Say($"'{Shown.Safe(address.Name)}' is free: there is nothing to break.");
        }
        else
        {
            Explain(address, queue, targets);
            if (!isAsked && !await console.AskAsync(targets.Count == 1 ? "Break it?" : $"Break all {targets.Count}?", cancellationToken))
            {
                console.Say("nothing was done.");
                return ExitCode.Failed;
            }
        }

        var (broken, gone) = await BreakAsync(ensemble, address, targets, cancellationToken);
        Tell(parsed, address, broken, gone);
        return ExitCode.Success;
    }

    private static List<FoundContender> Targets(LockAddress address, IReadOnlyList<FoundContender> queue, string? node)
    {
        if (node is null)
        {
            return [.. queue.Where(contender => contender.Member.IsHolder)];
        }

        var target = queue.FirstOrDefault(contender => contender.Member.Nodes.Contains(node));
        return target is not null
            ? [target]
            : throw ToolException.Usage($"--node: there is no '{Shown.Safe(node)}' in the queue of '{Shown.Safe(address.Name)}': see 'zklock show'.");
    }

    private void Explain(LockAddress address, IReadOnlyList<FoundContender> queue, List<FoundContender> targets)
    {
        console.Explain($"This deletes, in the queue of '{Shown.Safe(address.Name)}' ({Shown.Safe(address.Path)}):");
        foreach (var target in targets)
        {
            console.Explain($"\n  the {(target.Member.IsHolder ? "holder" : "waiting contender")} {Shown.Who(target)}");
            var session = target.SessionId == 0 ? "no session" : $"session {Shown.Session(target.SessionId)}";
            console.Explain($"    {Shown.Kind(target.Member.Kind)}, since {Shown.Time(target.Since)}, {session}");
            foreach (var node in target.Member.Nodes)
            {
                console.Explain($"    {Shown.Safe(QueueReader.Child(address.Path, node))}");
            }

            console.Explain($"    {Consequence(target)}");
        }

        if (targets.Exists(target => target.Member.IsHolder))
        {
            var next = queue.FirstOrDefault(contender => !contender.Member.IsHolder);
            console.Explain($"\nThe lock {(next is null ? "is free" : $"goes to {Shown.Who(next)}")} at once, also while those above still run.\n");
        }
    }

    private static string Consequence(FoundContender target) => target switch
    {
        { SessionId: 0 } => "No session ends with it, and nobody may know of it: look whether a process believes that it has the lock.",
        { Member: { Client: QueueClient.ZkLockAttr, IsHolder: true } } =>
            "It finds out by its next heartbeat, within a sixth of its session time-out.",
        { Member.Client: QueueClient.ZkLockAttr } => "It finds out, and enters the queue again at its end.",
        { Member.IsHolder: true } => $"It does NOT find out: {Shown.Client(target)} does not look at its node again. Stop that process first.",
        _ => $"What {Shown.Client(target)} makes of it is its own affair: it may wait for ever. Stop that process first.",
    };

    private static async Task<(List<FoundContender> Broken, List<string> Gone)> BreakAsync(
        Ensemble ensemble, LockAddress address, List<FoundContender> targets, CancellationToken cancellationToken)
    {
        var broken = new List<FoundContender>();
        var gone = new List<string>();
        foreach (var target in targets)
        {
            if (await DeleteAsync(ensemble, address, target.Member, cancellationToken))
            {
                broken.Add(target);
            }
            else
            {
                gone.Add(target.Member.Node);
            }
        }

        return (broken, gone);
    }

    // All nodes or none: the first has a name of its own, and so nobody else's is hit behind it. False if it had gone by itself.
    private static async Task<bool> DeleteAsync(Ensemble ensemble, LockAddress address, QueueMember member, CancellationToken cancellationToken)
    {
        var steps = member.Nodes
            .Select(node => (MultiStep)new MultiStep.Delete(ensemble.Settings.Servers.Chroot + QueueReader.Child(address.Path, node)))
            .ToArray();
        var attempts = 0;
        var error = await ensemble.AskAsync(
            async (client, token) =>
            {
                attempts++;
                var results = await client.MultiAsync(steps, token);
                return results.Select(result => result.Error).FirstOrDefault(error => error is not (ZooKeeperError.Ok or ZooKeeperError.RuntimeInconsistency));
            },
            cancellationToken);
        return error switch
        {
            ZooKeeperError.Ok => true,

            // The answer to the attempt before was lost.
            ZooKeeperError.NoNode => attempts > 1,
            ZooKeeperError.NoAuth => throw new ToolException(
                ExitCode.NotPermitted, $"the access control list of '{address.Path}' does not let us delete: show who you are by --auth-file or ZKLOCK_AUTH."),
            _ => throw new ZooKeeperException(error, address.Path),
        };
    }

    private void Tell(ParseResult parsed, LockAddress address, List<FoundContender> broken, List<string> gone)
    {
        if (options.IsJson(parsed))
        {
            console.WriteLine(ToolJson.Document(
                new BreakJson(address.Name, address.Path, [.. broken.Select(ContenderJson.Of)], gone), json => json.BreakJson));
            return;
        }

        foreach (var target in broken)
        {
            console.Write(new Unwrapped(new Text($"deleted {Shown.Safe(target.Member.Node)} of {Shown.Who(target)}")));
        }

        foreach (var node in gone)
        {
            console.Write(new Unwrapped(new Text($"{Shown.Safe(node)} had gone by itself")));
        }
    }
}
