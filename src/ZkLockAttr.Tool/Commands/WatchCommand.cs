using System.CommandLine;
using System.Threading.Channels;
using Spectre.Console;
using Spectre.Console.Rendering;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.Tool.Json;
using ZkLockAttr.Tool.Queues;
using ZkLockAttr.Tool.Rendering;

namespace ZkLockAttr.Tool.Commands;

/// <summary>
/// <c>zklock watch</c>: the list of locks, as it changes. The servers tell of changes; nothing is asked again that has not changed, and nothing more often than the
/// interval says.
/// </summary>
internal sealed class WatchCommand(ToolConsole console, GlobalOptions options)
{
    private static readonly TimeSpan StandardInterval = TimeSpan.FromMilliseconds(250);

    // How long somebody holds is shown in seconds.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Argument<string?> _pattern = new("pattern") { Description = "Which locks, as for ls.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _interval = new("--interval")
    {
        Description = "Look at most so often at what changes. Default 250ms.",
        HelpName = "time",
    };

    public Command ToCommand()
    {
        var command = new Command("watch", "Shows the locks that somebody holds or waits for, as they change. Ctrl+C ends it.") { _pattern, _interval };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = options.Read(parsed);
        var pattern = LockPattern.Parse(parsed.GetValue(_pattern), settings.Root);
        var interval = parsed.GetValue(_interval) is { } text ? Duration.Parse("--interval", text) : StandardInterval;
        await using var ensemble = new Ensemble(settings);
        await ensemble.CatchUpAsync(cancellationToken);
        var changes = Channel.CreateUnbounded<string>();
        var tree = new LockTree(ensemble, pattern, path => changes.Writer.TryWrite(path));
        var view = new View(console, settings, pattern, tree, options.IsJson(parsed));
        if (!options.IsJson(parsed) && console.Terminal is { } terminal)
        {
            await terminal.Live(Text.Empty).Overflow(VerticalOverflow.Ellipsis).StartAsync(live => FollowAsync(
                tree, changes.Reader, interval, ticks: true, () => live.UpdateTarget(view.Table()), cancellationToken));
        }
        else
        {
            await FollowAsync(tree, changes.Reader, interval, ticks: false, view.Write, cancellationToken);
        }

        return ExitCode.Success;
    }

    private async Task FollowAsync(
        LockTree tree, ChannelReader<string> changes, TimeSpan interval, bool ticks, Action show, CancellationToken cancellationToken)
    {
        await tree.ReadAsync(cancellationToken);
        show();
        while (true)
        {
            await WaitAsync(changes, ticks, cancellationToken);
            var changed = new HashSet<string>(StringComparer.Ordinal);
            while (changes.TryRead(out var path))
            {
                changed.Add(path);
            }

            await tree.RefreshAsync(changed, cancellationToken);
            show();
            if (changed.Count > 0)
            {
                await Task.Delay(interval, console.Time, cancellationToken);
            }
        }
    }

    // For a change, or for the next second.
    private async Task WaitAsync(ChannelReader<string> changes, bool ticks, CancellationToken cancellationToken)
    {
        var change = changes.WaitToReadAsync(cancellationToken).AsTask();
        if (!ticks)
        {
            await change;
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(change, Task.Delay(Tick, console.Time, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>What is shown of the tree.</summary>
    private sealed class View(ToolConsole console, EnsembleSettings settings, LockPattern pattern, LockTree tree, bool isJson)
    {
        private string? _last;

        public Unwrapped Table()
        {
            var now = console.Time.GetUtcNow();
            var locks = tree.Locks(withFree: false).ToList();
            var title = new Markup($"[bold]{Shown.Escaped(pattern.Start)}[/] on {Shown.Escaped(settings.Servers.ToString())}  [grey]{Shown.Time(now)}, Ctrl+C ends[/]\n");
            IRenderable body = locks.Count > 0 ? LockList.Of(locks, now) : new Text("nobody holds or waits for a lock");
            return new Unwrapped(new Rows(title, body), isCut: true);
        }

        /// <summary>One line or one table for each state that differs from the last.</summary>
        public void Write()
        {
            var now = console.Time.GetUtcNow();
            var locks = tree.Locks(withFree: false).ToList();
            var shapes = locks.Select(LockJson.Of).ToList();
            var state = ToolJson.Line(new ListJson(default, settings.Root, shapes, tree.IsTruncated), json => json.ListJson);
            if (state == _last)
            {
                return;
            }

            _last = state;
            if (isJson)
            {
                console.WriteLine(ToolJson.Line(new ListJson(now, settings.Root, shapes, tree.IsTruncated), json => json.ListJson));
            }
            else
            {
                console.WriteLine($"-- {Shown.Time(now)}");
                console.Write(LockList.Of(locks, now));
            }
        }
    }
}
