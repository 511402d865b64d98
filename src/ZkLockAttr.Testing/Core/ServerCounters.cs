namespace ZkLockAttr.Testing.Core;

/// <summary>What has happened so far.</summary>
internal sealed class ServerCounters
{
    private readonly long[] _requests = new long[(int)ServerOperation.Unknown + 1];

    /// <summary>Connections that were accepted.</summary>
    public long Connections { get; set; }

    /// <summary>Reads that brought bytes: on loopback about the number of the clients' writes.</summary>
    public long Receives { get; set; }

    public long Total { get; private set; }

    public void Count(ServerOperation operation)
    {
        _requests[(int)operation]++;
        Total++;
    }

    public Dictionary<ServerOperation, long> Snapshot()
    {
        var requests = new Dictionary<ServerOperation, long>();
        for (var i = 0; i < _requests.Length; i++)
        {
            if (_requests[i] > 0)
            {
                requests.Add((ServerOperation)i, _requests[i]);
            }
        }

        return requests;
    }
}
