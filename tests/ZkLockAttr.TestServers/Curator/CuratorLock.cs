using System.Text.Json;

namespace ZkLockAttr.TestServers;

/// <summary>A lock object of Curator, with a thread of its own in Curator's process: what is asked of it is done in order.</summary>
public sealed class CuratorLock
{
    private readonly CuratorClient _client;
    private readonly string _id;

    internal CuratorLock(CuratorClient client, string id)
    {
        _client = client;
        _id = id;
    }

    /// <summary>Asks for the lock; complete when Curator has answered: true if it has the lock.</summary>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <exception cref="CuratorException">Curator threw: the connection was lost, the wait was cancelled, and others.</exception>
    public async Task<bool> AcquireAsync(TimeSpan? timeout = null) =>
        (await _client.AskAsync("acquire", ("lock", _id), ("timeout", (long?)timeout?.TotalMilliseconds))).GetBoolean();

    /// <summary>Lets go of the lock, of the oldest lease where it is a semaphore.</summary>
    public Task ReleaseAsync() => _client.AskAsync("release", ("lock", _id));

    /// <summary>Interrupts the thread of a waiting <see cref="AcquireAsync"/>, which then fails with an InterruptedException.</summary>
    public Task CancelAsync() => _client.AskAsync("cancel", ("lock", _id));

    /// <summary>The queue nodes of those who hold or want the lock, in their order; for a semaphore of those who hold it, in any order.</summary>
    public async Task<IReadOnlyList<string>> GetParticipantsAsync() =>
        (await _client.AskAsync("participants", ("lock", _id))).Deserialize<string[]>()!;

    /// <summary>
    /// Takes the lock so many times and each time adds 1 to the number in the file, with <c>file + ".inside"</c> created exclusively meanwhile.
    /// Complete when done.
    /// </summary>
    public Task WorkAsync(int rounds, string file) => _client.AskAsync("work", ("lock", _id), ("rounds", rounds), ("file", file));
}
