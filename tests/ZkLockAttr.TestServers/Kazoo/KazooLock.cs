using System.Text.Json;

namespace ZkLockAttr.TestServers;

/// <summary>A lock object of kazoo.</summary>
public sealed class KazooLock
{
    private readonly KazooClient _client;
    private readonly string _id;

    internal KazooLock(KazooClient client, string id)
    {
        _client = client;
        _id = id;
    }

    /// <summary>Asks for the lock; complete when kazoo has answered: true if it has the lock.</summary>
    /// <param name="blocking">Whether to wait.</param>
    /// <param name="timeout">How long; null for ever.</param>
    /// <exception cref="KazooException"><c>LockTimeout</c> and others.</exception>
    public async Task<bool> AcquireAsync(bool blocking = true, TimeSpan? timeout = null) =>
        (await _client.AskAsync("acquire", ("lock", _id), ("blocking", blocking), ("timeout", timeout?.TotalSeconds))).GetBoolean();

    /// <summary>Complete when the lock next begins to wait behind somebody, its watch set. Ask before <see cref="AcquireAsync"/>.</summary>
    public Task WaitUntilWaitingAsync() => _client.WaitForEventAsync("waiting", "lock", _id);

    /// <summary>Lets go of the lock.</summary>
    public Task ReleaseAsync() => _client.AskAsync("release", ("lock", _id));

    /// <summary>Ends a waiting <see cref="AcquireAsync"/>.</summary>
    public Task CancelAsync() => _client.AskAsync("cancel", ("lock", _id));

    /// <summary>The identifiers of those who hold or want the lock, in their order.</summary>
    public async Task<IReadOnlyList<string>> GetContendersAsync() =>
        (await _client.AskAsync("contenders", ("lock", _id))).Deserialize<string[]>()!;

    /// <summary>The identifiers of those who hold a lease, in ordinal order; of semaphores only.</summary>
    public async Task<IReadOnlyList<string>> GetLeaseHoldersAsync() =>
        (await _client.AskAsync("lease_holders", ("lock", _id))).Deserialize<string[]>()!;

    /// <summary>What kazoo believes.</summary>
    public async Task<bool> IsAcquiredAsync() => (await _client.AskAsync("is_acquired", ("lock", _id))).GetBoolean();

    /// <summary>
    /// Asks a quorum whether the node of a lock that kazoo believes to hold is still there: the transaction that made it, which can be compared with our
    /// fencing tokens, or 0.
    /// </summary>
    public async Task<long> ConfirmAsync() => (await _client.AskAsync("confirm", ("lock", _id))).GetInt64();

    /// <summary>
    /// Takes the lock so many times and each time adds 1 to the number in the file, with <c>file + ".inside"</c> created exclusively meanwhile.
    /// Complete when done.
    /// </summary>
    public Task WorkAsync(int rounds, string file) => _client.AskAsync("work", ("lock", _id), ("rounds", rounds), ("file", file));
}
