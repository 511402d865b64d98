using System.Text;
using ZkLockAttr.Locking.Queueing;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Locking;

/// <summary>
/// How long the request for several locks is. ZooKeeper closes the connection of whoever sends one that is too long, and every lock of the process would
/// suffer from that.
/// </summary>
/// <param name="dataLength">How long the data of each node is, in bytes.</param>
/// <param name="acl">The access control list of each node.</param>
internal sealed class RequestLength(int dataLength, ZooKeeperAcl acl)
{
    // What stands in a create beside path, data and access control list: the step's header, lengths and flags, and the node's own name. A little more than it is.
    private const int Rest = 100;
    private const int RestOfEntry = 12;

    private readonly int _besidePath = Rest + dataLength + acl.Entries.Sum(static entry => RestOfEntry + Bytes(entry.Scheme) + Bytes(entry.Id));

    /// <exception cref="ArgumentException">It is too long.</exception>
    public void ThrowIfTooLong(in Demand demand)
    {
        var length = 0;
        foreach (var wish in demand.Wishes)
        {
            length += wish.NodeCount * (_besidePath + Bytes(wish.Path));
        }

        if (length > ZooKeeperClient.MaxRequest)
        {
            throw new ArgumentException(
                $"The request for '{demand.FirstPath}' and {demand.Wishes.Length - 1} more locks together has about {length} bytes: ZooKeeper takes {ZooKeeperClient.MaxRequest} at most. Ask for fewer, or for shorter names.");
        }
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
