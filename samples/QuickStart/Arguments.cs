using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QuickStart.Fleet;
using QuickStart.Workers;
using ZkLockAttr.ZooKeeper;

namespace QuickStart;

/// <summary>The command line: the demo, and the command <c>worker</c>.</summary>
internal static class Arguments
{
    public static RootCommand Command()
    {
        var zooKeeper = ZooKeeper("A real ensemble instead of a server inside this process: host:port,host:port/chroot.");
        var name = Name();
        var workers = Number("--workers", 3, 2, 9, "How many worker processes.");
        var runs = Number("--runs", 3, 1, 100, "How many times each worker runs the locked method.");
        var step = Number("--steps-ms", 100, 10, 10_000, "How long each of the ten steps of a run takes, in milliseconds.");
        var command = new RootCommand(
            "Worker processes share one lock in ZooKeeper; one of them is killed while it holds it.\n"
            + "Exit code: 0 all well, 1 failed, 2 wrong arguments, 3 two holders at one time or a token that did not grow, 130 interrupted.")
        {
            zooKeeper, name, workers, runs, step, WorkerCommand(),
        };
        command.SetAction((arguments, cancellationToken) => new FleetDemo(new FleetOptions
        {
            ZooKeeper = arguments.GetValue(zooKeeper),
            Name = arguments.GetRequiredValue(name),
            Workers = arguments.GetValue(workers),
            Runs = arguments.GetValue(runs),
            StepMilliseconds = arguments.GetValue(step),
        }).RunAsync(cancellationToken));
        return command;
    }

    private static Command WorkerCommand()
    {
        var zooKeeper = ZooKeeper("The ensemble: host:port,host:port/chroot.");
        zooKeeper.Required = true;
        var id = new Option<string>("--id") { Description = "What this worker is called.", HelpName = "A", Required = true };
        var name = Name();
        var runs = Number("--runs", 1, 1, 100, "How many times it runs the locked method.");
        var step = Number("--steps-ms", 1000, 10, 10_000, "How long each of the ten steps of a run takes, in milliseconds.");
        var events = new Option<bool>("--events") { Description = "Events for the demo on stdout; ends when stdin is closed.", Hidden = true };
        var command = new Command("worker", "One worker: waits for the lock, counts to ten, releases it. Start several, also on several machines. Ctrl+C releases at once.")
        {
            zooKeeper, id, name, runs, step, events,
        };
        command.SetAction((arguments, cancellationToken) => Worker.RunAsync(
            new WorkerOptions
            {
                ZooKeeper = arguments.GetRequiredValue(zooKeeper),
                Id = arguments.GetRequiredValue(id),
                Name = arguments.GetRequiredValue(name),
                Runs = arguments.GetValue(runs),
                StepMilliseconds = arguments.GetValue(step),
                SendsEvents = arguments.GetValue(events),
            },
            cancellationToken));
        return command;
    }

    private static Option<string> ZooKeeper(string description) => new("--zookeeper")
    {
        Description = description,
        HelpName = "hosts",
        CustomParser = result =>
        {
            try
            {
                return ConnectionString.Parse(result.Tokens[0].Value).ToString();
            }
            catch (FormatException exception)
            {
                return Refuse<string>(result, exception.Message);
            }
        },
    };

    private static Option<string> Name() => new("--name")
    {
        Description = "The lock's name: one segment, so that a '/' in it is written as %2F.",
        HelpName = "name",
        DefaultValueFactory = _ => "test",
        CustomParser = result => result.Tokens[0].Value is { Length: > 0 } name ? name : Refuse<string>(result, "--name: the lock's name is empty."),
    };

    private static Option<int> Number(string name, int standard, int smallest, int largest, string description) => new(name)
    {
        Description = $"{description} {smallest} to {largest}.",
        HelpName = "n",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest
                ? number
                : Refuse<int>(result, $"{name}: '{text}' is not a whole number from {smallest} to {largest}.");
        },
    };

    private static T? Refuse<T>(ArgumentResult result, string reason)
    {
        result.AddError(reason);
        return default;
    }
}
