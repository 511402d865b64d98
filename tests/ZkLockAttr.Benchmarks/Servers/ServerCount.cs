namespace ZkLockAttr.Benchmarks.Servers;

/// <summary>What a server has done so far.</summary>
/// <param name="Packets">The packets that it has received: requests, handshakes, pings and four-letter words.</param>
/// <param name="Zxid">Its last transaction: each write takes one.</param>
internal readonly record struct ServerCount(long Packets, long Zxid)
{
    /// <summary>What happened between two counts, but for the second question itself.</summary>
    public static ServerCount operator -(ServerCount later, ServerCount earlier) => new(later.Packets - earlier.Packets - 1, later.Zxid - earlier.Zxid);
}
