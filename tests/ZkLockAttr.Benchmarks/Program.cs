using System.CommandLine;
using ZkLockAttr.Benchmarks;
using ZkLockAttr.TestServers;

var zookeeper = new Option<string?>("--zookeeper") { Description = "Where a ZooKeeper is (host:port); without it, one is started.", Recursive = true };
var rounds = new Option<int>("--rounds") { Description = "How many rounds of each kind.", DefaultValueFactory = _ => 7 };
var cycles = new Option<int>("--cycles") { Description = "How many lock cycles a round.", DefaultValueFactory = _ => 1000 };
var processes = new Option<int>("--processes") { Description = "How many processes.", DefaultValueFactory = _ => 3 };
var callers = new Option<int>("--callers") { Description = "How many callers in each process.", DefaultValueFactory = _ => 100 };
var runs = new Option<int>("--runs") { Description = "How often each caller takes the lock.", DefaultValueFactory = _ => 20 };

var uncontended = new Command("uncontended", "Acquire and release by one caller, against a bare socket that sends the same requests.") { rounds, cycles };
uncontended.SetAction((parsed, _) => OnServer(
    parsed.GetValue(zookeeper),
    server => Uncontended.RunAsync(server, parsed.GetValue(rounds), parsed.GetValue(cycles))));

var contended = new Command("contended", "Many callers in several processes on one lock: overlaps, tokens, leftover nodes.") { processes, callers, runs };
contended.SetAction((parsed, _) => OnServer(
    parsed.GetValue(zookeeper),
    server => Contended.RunAsync(server, parsed.GetValue(processes), parsed.GetValue(callers), parsed.GetValue(runs))));

var child = new Command("contender", "One process of the contended benchmark.") { callers, runs };
child.Hidden = true;
child.SetAction((parsed, _) => Contended.RunChildAsync(parsed.GetValue(zookeeper)!, parsed.GetValue(callers), parsed.GetValue(runs)));

return await new RootCommand("Measures ZkLockAttr.") { zookeeper, uncontended, contended, child }.Parse(args).InvokeAsync();

static async Task<int> OnServer(string? given, Func<string, Task<int>> run)
{
    if (given is not null)
    {
        return await run(given);
    }

    await using var server = await RealZooKeeper.LaunchAsync();
    return await run(server.ConnectionString);
}
