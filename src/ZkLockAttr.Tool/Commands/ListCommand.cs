using System.CommandLine;
using System.Globalization;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.Tool.Json;
using ZkLockAttr.Tool.Queues;
using ZkLockAttr.Tool.Rendering;

namespace ZkLockAttr.Tool.Commands;

/// <summary><c>zklock ls</c>: the locks that somebody holds or wants.</summary>
internal sealed class ListCommand(ToolConsole console, GlobalOptions options)
{
    private const int StandardLimit = 1000;
    private const int MostLimit = 1_000_000;

    private readonly Argument<string?> _pattern = new("pattern")
    {
        Description = "Which locks: * and ? within a segment, ** across segments. Without them: the lock of this name and all below it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Free locks, too, whose nodes are still there." };

    private readonly Option<string?> _limit = new("--limit")
    {
        Description = $"Show at most so many locks. Default {StandardLimit}.",
        HelpName = "n",
    };

    public Command ToCommand()
    {
        var command = new Command("ls", "Lists the locks that somebody holds or waits for.") { _pattern, _all, _limit };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = options.Read(parsed);
        var pattern = LockPattern.Parse(parsed.GetValue(_pattern), settings.Root);
        var limit = parsed.GetValue(_limit) is { } text ? Number.Parse("--limit", text, 1, MostLimit) : StandardLimit;
        await using var ensemble = new Ensemble(settings);
        await ensemble.CatchUpAsync(cancellationToken);
        var tree = new LockTree(ensemble, pattern);
        await tree.ReadAsync(cancellationToken);
        var locks = tree.Locks(parsed.GetValue(_all)).Take(limit + 1).ToList();
        var isTruncated = tree.IsTruncated || locks.Count > limit;
        locks = [.. locks.Take(limit)];
        var now = console.Time.GetUtcNow();
        if (options.IsJson(parsed))
        {
            console.WriteLine(ToolJson.Document(new ListJson(now, settings.Root, [.. locks.Select(LockJson.Of)], isTruncated), json => json.ListJson));
        }
        else if (locks.Count > 0)
        {
            console.Write(new Unwrapped(LockList.Of(locks, now)));
        }
        else
        {
            console.Say($"nobody holds or waits for a lock in '{Shown.Safe(pattern.Start)}'.");
        }

        if (isTruncated)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"there are more than these {locks.Count}: narrow the pattern, or raise --limit."));
        }

        return ExitCode.Success;
    }
}
