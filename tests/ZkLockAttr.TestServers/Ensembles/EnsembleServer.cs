using System.Net;
using ZkLockAttr.TestServers.Processes;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.TestServers;

/// <summary>One server of a <see cref="RealEnsemble"/>.</summary>
public sealed class EnsembleServer : IAsyncDisposable
{
    private readonly ZooKeeperProcess _process;
    private readonly EnsembleNetwork? _network;
    private bool _isFrozen;

    internal EnsembleServer(int number, IPEndPoint endpoint, ZooKeeperProcess process, EnsembleNetwork? network)
    {
        Number = number;
        Endpoint = endpoint;
        _process = process;
        _network = network;
    }

    /// <summary>Its <c>myid</c>, from 1.</summary>
    public int Number { get; }

    /// <summary>Where it serves clients.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>For clients of this server alone: <c>host:port</c>.</summary>
    public string ConnectionString => Endpoint.ToString();

    /// <summary>Whether its process is there, frozen or not.</summary>
    public bool IsRunning => _process.IsRunning;

    /// <summary>The last lines of its log.</summary>
    public string Log => _process.Log;

    /// <summary>Whether it is cut off from the others.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Whether nothing was done to it.</summary>
    public bool IsHealthy => IsRunning && !_isFrozen && !IsCutOff;

    /// <summary>Starts it, for the first time or after <see cref="KillAsync"/> and then with what it had written. It need not serve yet.</summary>
    public void Start() => _process.Start();

    /// <summary>Complete when it serves: when it leads, or follows a leader.</summary>
    public Task WaitUntilServingAsync() => _process.WaitUntilReadyAsync();

    /// <summary>Complete when a quorum has committed something by way of it. A server may believe to lead, or to follow, after its ensemble has left it.</summary>
    public async Task WaitUntilCommittingAsync()
    {
        await WaitUntilServingAsync();
        while (true)
        {
            try
            {
                // The session of this client is what is committed.
                await using var client = new ZooKeeperClient(ConnectionString);
                await client.ExistsAsync("/");
                return;
            }
            catch (ZooKeeperException exception) when (exception.Error is ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired)
            {
            }
        }
    }

    /// <summary>Kills it, as a crash would; complete when it is gone.</summary>
    public Task KillAsync()
    {
        _isFrozen = false;
        return _process.KillAsync();
    }

    /// <summary>Freezes it, as a long pause would.</summary>
    public void Freeze()
    {
        _process.Send(Signal.Stop);
        _isFrozen = true;
    }

    /// <summary>A frozen one goes on.</summary>
    public void Thaw()
    {
        _process.Send(Signal.Continue);
        _isFrozen = false;
    }

    /// <summary>Cuts it off from the other servers, not from clients.</summary>
    public async Task CutOffAsync()
    {
        await Network.CutOffAsync(Number);
        IsCutOff = true;
    }

    /// <summary>Joins it to the other servers again.</summary>
    public async Task JoinAsync()
    {
        await Network.JoinAsync(Number);
        IsCutOff = false;
    }

    /// <summary>Undoes whatever was done to it. It need not serve yet.</summary>
    public async Task HealAsync()
    {
        if (!IsRunning)
        {
            Start();
        }

        if (_isFrozen)
        {
            Thaw();
        }

        if (IsCutOff)
        {
            await JoinAsync();
        }
    }

    /// <summary>Asks one of the four-letter words: <c>srvr</c>, <c>wchs</c>, <c>dump</c>, <c>cons</c> and others.</summary>
    public Task<string> FourLetterWordAsync(string word) => FourLetterWord.AskAsync(Endpoint, word);

    /// <summary>What it is: <c>leader</c>, <c>follower</c>, or null while it does not serve.</summary>
    public async Task<string?> GetModeAsync() =>
        (await FourLetterWordAsync("srvr")).Split('\n').FirstOrDefault(line => line.StartsWith("Mode: ", StringComparison.Ordinal))?["Mode: ".Length..];

    /// <summary>How many watches its clients have, on nodes and on children. (The <c>Total watches</c> of <c>wchs</c> are those on nodes alone.)</summary>
    public Task<long> CountWatchesAsync() => FourLetterWord.MonitorAsync(Endpoint, "zk_watch_count");

    /// <summary>Ends a session as if its time had run out; complete when its ephemeral nodes are gone, with the transaction that removed them.</summary>
    public Task<long> ExpireSessionAsync(long sessionId) => SessionKiller.KillAsync(Endpoint, sessionId);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private EnsembleNetwork Network => _network ?? throw new InvalidOperationException("This ensemble was not made to be cut.");
}
