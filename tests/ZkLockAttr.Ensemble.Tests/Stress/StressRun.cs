using System.Globalization;
using ZkLockAttr.Ensemble.Locker;
using ZkLockAttr.Ensemble.Tests.Checks;
using ZkLockAttr.Ensemble.Tests.Harness;
using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Ensemble.Tests.Stress;

/// <summary>An ensemble, three processes of eight lockers each and their opponents on four locks and a semaphore, and faults one after the other.</summary>
internal sealed class StressRun : IAsyncDisposable
{
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(4);

    private const int Processes = 3;
    private const int LockersEach = 8;

    // Many go on beyond the session time-out: then sessions end, and a leader that is frozen or cut off is replaced.
    private static readonly TimeSpan LongestFault = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestPeace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(30);

    // Far longer than anything takes: only so that a run that has gone wrong ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Locks = ["stress-a", "stress-b", "stress-c", "stress-d"];

    private static readonly string[] Queues = [.. Locks, LockerOptions.Semaphore];

    private static readonly RealEnsembleOptions EnsembleOptions = new() { CanBeCut = true, Tick = TimeSpan.FromSeconds(1), SyncLimit = 5 };

    private readonly StressOptions _options;
    private readonly RealEnsemble _ensemble;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zklock-stress-");
    private readonly TextWriter _journal;
    private readonly RegisterServer _register;
    private readonly FleetMember[] _fleet;
    private readonly KazooContender _kazoo;
    private readonly CuratorContender _curator;
    private readonly CancellationTokenSource _stopOpponents = new();
    private readonly Task _opponents;
    private readonly Toll _toll = new();
    private readonly TimeSpan _began = Clock.Now;

    private StressRun(StressOptions options, RealEnsemble ensemble)
    {
        _options = options;
        _ensemble = ensemble;
        JournalFile = Path.Combine(AppContext.BaseDirectory, "stress.log");
        _journal = TextWriter.Synchronized(File.CreateText(JournalFile));
        _register = new RegisterServer(_folder.FullName);
        Progress = new Progress(Queues, History);
        var lockers = new LockerOptions(ZooKeeper: "", SessionTimeout, _register.Path, options.Seed, LockersEach, IsPatient: false, LongestHold, Locks);
        _fleet = [.. Enumerable.Range(1, Processes).Select(number => new FleetMember(number, ensemble, lockers, History, _journal))];
        _kazoo = new KazooContender(ensemble.ConnectionString, SessionTimeout, written: Locks, read: Locks[1..2], History);
        _curator = new CuratorContender(ensemble.ConnectionString, SessionTimeout, Locks[..2]);
        _opponents = Task.WhenAll(_kazoo.RunAsync(_stopOpponents.Token), _curator.RunAsync(_stopOpponents.Token));
    }

    /// <summary>All that was told, in a file that is kept.</summary>
    public string JournalFile { get; }

    public History History { get; } = new();

    public Progress Progress { get; }

    /// <summary>Nodes and watches that were left behind.</summary>
    public IReadOnlyList<string> Leftover { get; private set; } = [];

    public IReadOnlyList<string> Overlapping => [.. Overlaps.Find(History.Holds), .. Places.FindCrowds(History.Holds, LockerOptions.Places)];

    public IReadOnlyList<string> Regressions => [.. TokenOrder.FindRegressions(History.Holds), .. Nodes.FindSharedAmiss(History.Holds)];

    /// <summary>What of all kinds has happened.</summary>
    public Variety Variety => Variety.Of(History.Holds);

    public (int Kazoo, int Curator) OpponentsAcquisitions => (_kazoo.Acquisitions, _curator.Acquisitions);

    /// <summary>The run in one line.</summary>
    public string Summary => string.Join("; ", SummaryParts());

    public static async Task<StressRun> StartAsync(StressOptions options)
    {
        var ensemble = await RealEnsemble.LaunchAsync(EnsembleOptions);
        try
        {
            return new StressRun(options, ensemble);
        }
        catch
        {
            await ensemble.DisposeAsync();
            throw;
        }
    }

    /// <summary>Inflicts faults until the time is over: again and again each kind of server's fault, together with two of the clients'.</summary>
    public async Task InflictAsync(Action<string> report)
    {
        await using var observer = new ZooKeeperClient(_ensemble.ConnectionString);
        var servers = new ServerFaults(_ensemble, _toll);
        var clients = new ClientFaults(_ensemble, observer, Queues, History, _toll);
        var random = new Random(_options.Seed);
        await Progress.WaitAsync("nothing yet");
        while (true)
        {
            var serverFaults = Shuffle(Enum.GetValues<ServerFault>(), random);
            var clientFaults = Shuffle(Enum.GetValues<ClientFault>(), random);
            for (var i = 0; i < serverFaults.Length; i++)
            {
                if (Clock.Now - _began > _options.Duration)
                {
                    return;
                }

                var serverFault = serverFaults[i];
                var serverDuration = LongestFault * random.NextDouble();
                var members = Shuffle([.. _fleet], random);
                var ofOne = NewClientFault(clientFaults[i], members[0], random);
                var ofAnother = NewClientFault(clientFaults[(i + 1) % clientFaults.Length], members[1], random);
                await InflictAsync(
                    $"{serverFault} for {Seconds(serverDuration)}, {ofOne.Description}, {ofAnother.Description}",
                    () => Task.WhenAll(servers.InflictAsync(serverFault, serverDuration), ofOne.Inflict(clients), ofAnother.Inflict(clients)),
                    report);
                await Clock.LetContendAsync(LongestPeace * random.NextDouble());
            }
        }
    }

    /// <summary>Stops all contenders and looks at what they have left.</summary>
    public async Task StopAsync()
    {
        await StopOpponentsAsync();
        await Task.WhenAll(_fleet.Select(member => member.Process.ParkAsync())).WaitAsync(Patience);
        Leftover = await Leftovers.FindAsync(_ensemble, Queues);
        await Task.WhenAll(_fleet.Select(member => member.Process.LeaveAsync())).WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopOpponentsAsync();
        }
        finally
        {
            foreach (var member in _fleet)
            {
                await member.DisposeAsync();
            }

            await _ensemble.DisposeAsync();
            await _register.DisposeAsync();
            foreach (var server in _ensemble.Servers)
            {
                await _journal.WriteLineAsync($"Server {server.Number}:\n{server.Log}");
            }

            await _journal.DisposeAsync();
            _folder.Delete(recursive: true);
            _stopOpponents.Dispose();
        }
    }

    private IEnumerable<string> SummaryParts()
    {
        yield return $"seed {_options.Seed}: {_toll.Kills} kills, {_toll.Pauses} pauses, {_toll.Cuts} cuts, {_toll.Expiries} expiries";
        yield return $"{History.Count(JournalEvent.Got)} acquisitions, {_kazoo.Acquisitions} of kazoo, {_curator.Acquisitions} of Curator";
        yield return Variety.ToString();
        yield return $"{History.Count(JournalEvent.TimedOut)} timed out, {History.Count(JournalEvent.Cancelled)} cancelled, "
            + $"{History.Count(JournalEvent.Unavailable)} unavailable, {History.Count(JournalEvent.Lost)} lost";
        yield return $"{Overlapping.Count} overlaps, {Regressions.Count} token regressions, {Leftover.Count} leftovers, "
            + $"{History.Count(JournalEvent.RefusedLate)} late writes refused";
        yield return $"longest without progress after healing {Seconds(Progress.Longest)} ({Progress.LongestAfter})";
        yield return $"{Seconds(Clock.Now - _began)} of ensemble time";
    }

    private async Task StopOpponentsAsync()
    {
        await _stopOpponents.CancelAsync();
        await _opponents;
    }

    private static (string Description, Func<ClientFaults, Task> Inflict) NewClientFault(ClientFault fault, FleetMember member, Random random)
    {
        var duration = LongestFault * random.NextDouble();
        var details = new Random(random.Next());
        return ($"{fault} of {member.Process.Name} for {Seconds(duration)}", clients => clients.InflictAsync(fault, member, duration, details));
    }

    private async Task InflictAsync(string faults, Func<Task> inflict, Action<string> report)
    {
        var began = Clock.Now;
        await _journal.WriteLineAsync($"{began.Ticks} {faults}");
        await inflict();
        var healed = Clock.Now;
        await _journal.WriteLineAsync($"{healed.Ticks} healed");
        await Progress.WaitAsync(faults);
        report($"{Seconds(began - _began),8} {faults}; healed after {Seconds(healed - began)}, progress after {Seconds(Clock.Now - healed)}");
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private static T[] Shuffle<T>(T[] items, Random random)
    {
        random.Shuffle(items);
        return items;
    }
}
