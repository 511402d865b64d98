using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>What can be written on the command line.</summary>
internal static class CommandLine
{
    /// <summary>The name that stands for all benchmarks.</summary>
    public const string All = "all";

    private static readonly string[] Units = ["ms", "us", "s"];

    /// <summary>Makes the command.</summary>
    /// <param name="benchmarks">What can be run.</param>
    /// <param name="plot">What is run only when it is named.</param>
    /// <param name="run">Runs what was asked for; its result is the exit code.</param>
    public static RootCommand Create(
        IReadOnlyList<IBenchmark> benchmarks, IBenchmark plot, Func<IReadOnlyList<IBenchmark>, BenchmarkOptions, Task<int>> run)
    {
        IBenchmark[] named = [.. benchmarks, plot];
        var names = new Argument<string[]>("benchmark") { Description = Describe(named), Arity = ArgumentArity.OneOrMore };
        names.Validators.Add(result => Check(result, named));
        var zookeeper = new Option<string?>("--zookeeper") { Description = "A server that runs already (host:port); without it, one is started.", HelpName = "host:port" };
        var ensemble = new Option<bool>("--ensemble") { Description = "Start three servers, and ask one that follows." };
        var rtt = new Option<TimeSpan>("--rtt") { Description = "Add this much to each way between client and server: 1ms, 250us.", HelpName = "time", CustomParser = ParseTime };
        var fsync = new Option<string>("--fsync") { Description = "Whether the servers wait for their disks.", HelpName = "on|off", DefaultValueFactory = _ => "off" };
        fsync.AcceptOnlyFromAmong("on", "off");
        var rounds = new Option<int>("--rounds") { Description = "How often each opponent has its turn. Default: 7, and 3 with --quick.", HelpName = "number" };
        rounds.Validators.Add(CheckRounds);
        var quick = new Option<bool>("--quick") { Description = "Small numbers: some seconds for each benchmark." };
        var command = new RootCommand("Measures ZkLockAttr beside a bare socket, kazoo and Curator.") { names, zookeeper, ensemble, rtt, fsync, rounds, quick };
        command.Validators.Add(result =>
        {
            if (result.GetValue(zookeeper) is not null && result.GetValue(ensemble))
            {
                result.AddError("--zookeeper names a server and --ensemble starts some: write one of them.");
            }
        });
        command.SetAction((parsed, _) => run(Choose(parsed.GetValue(names)!, benchmarks, named), new BenchmarkOptions
        {
            ZooKeeper = parsed.GetValue(zookeeper),
            Ensemble = parsed.GetValue(ensemble),
            Rtt = parsed.GetValue(rtt),
            Fsync = parsed.GetValue(fsync) == "on",
            GivenRounds = parsed.GetValue(rounds),
            Quick = parsed.GetValue(quick),
        }));
        return command;
    }

    private static string Describe(IEnumerable<IBenchmark> benchmarks) =>
        "What to measure:\n" + string.Join('\n', benchmarks.Select(benchmark => $"{benchmark.Name}: {benchmark.Description}").Append($"{All}: all but the plot"));

    private static void Check(ArgumentResult names, IReadOnlyList<IBenchmark> benchmarks)
    {
        foreach (var token in names.Tokens)
        {
            if (token.Value != All && benchmarks.All(benchmark => benchmark.Name != token.Value))
            {
                names.AddError($"There is no benchmark '{token.Value}'. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}, {All}.");
            }
        }
    }

    private static IReadOnlyList<IBenchmark> Choose(IReadOnlyList<string> names, IReadOnlyList<IBenchmark> all, IReadOnlyList<IBenchmark> named) =>
        [.. named.Where(benchmark => names.Contains(benchmark.Name) || (names.Contains(All) && all.Contains(benchmark)))];

    private static void CheckRounds(OptionResult rounds)
    {
        if (rounds.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1))
        {
            rounds.AddError($"'{token.Value}' rounds: write a number of at least 1.");
        }
    }

    private static TimeSpan ParseTime(ArgumentResult time)
    {
        var text = time.Tokens[0].Value;
        var unit = Array.Find(Units, unit => text.EndsWith(unit, StringComparison.Ordinal));
        if (unit is null || !double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            time.AddError($"'{text}' is no time: write 1ms, 250us or 0.5s.");
            return default;
        }

        return TimeSpan.FromMicroseconds(number * unit switch { "us" => 1, "ms" => 1_000, _ => 1_000_000 });
    }
}
