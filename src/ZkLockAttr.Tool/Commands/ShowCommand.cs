using System.CommandLine;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.Tool.Json;
using ZkLockAttr.Tool.Queues;
using ZkLockAttr.Tool.Rendering;

namespace ZkLockAttr.Tool.Commands;

/// <summary><c>zklock show</c>: who holds one lock, and who waits for it.</summary>
internal sealed class ShowCommand(ToolConsole console, GlobalOptions options)
{
    private const int MostWaiting = 20;

    private readonly Argument<string> _name = LockArgument.Name();
    private readonly Option<bool> _all = new("--all") { Description = $"All who wait, not only the first {MostWaiting}." };

    public Command ToCommand()
    {
        var command = new Command("show", "Shows who holds a lock and who waits for it.") { _name, _all };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = options.Read(parsed);
        var address = LockAddress.Parse(parsed.GetRequiredValue(_name), settings.Root);
        await using var ensemble = new Ensemble(settings);
        var queue = await QueueReader.ReadAsync(ensemble, address.Path, cancellationToken);
        if (options.IsJson(parsed))
        {
            var holders = queue.Count(contender => contender.Member.IsHolder);
            var answer = new ShowJson(address.Name, address.Path, holders, queue.Count - holders, [.. queue.Select(ContenderJson.Of)]);
            console.WriteLine(ToolJson.Document(answer, json => json.ShowJson));
        }
        else
        {
            console.Write(new Unwrapped(QueueBlocks.Of(address, queue, parsed.GetValue(_all) ? int.MaxValue : MostWaiting, console.Time.GetUtcNow())));
        }

        return ExitCode.Success;
    }
}
