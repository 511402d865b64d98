using System.Buffers.Binary;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>Which operation each byte of a process belongs to, on all its connections.</summary>
internal sealed class Tape
{
    private const string Torn = "(torn frame)";

    private readonly List<string>[] _operations = [[], []];
    private readonly List<byte>[] _unread = [[], []];
    private readonly bool[] _isFirst = new bool[2];
    private readonly Dictionary<int, string> _byXid = [];

    /// <summary>The operation of each byte.</summary>
    public IReadOnlyList<string> Of(Direction direction)
    {
        LabelRest(direction);
        return _operations[(int)direction];
    }

    public void BeginConnection()
    {
        foreach (var direction in Enum.GetValues<Direction>())
        {
            LabelRest(direction);
            _isFirst[(int)direction] = true;
        }
    }

    public void Record(Direction direction, ReadOnlySpan<byte> bytes)
    {
        var unread = _unread[(int)direction];
        unread.AddRange(bytes);
        while (unread.Count >= sizeof(int))
        {
            var frame = unread.ToArray().AsSpan();
            var length = sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(frame);
            if (frame.Length < length)
            {
                return;
            }

            Label(direction, OperationOf(direction, frame[sizeof(int)..length]), length);
            unread.RemoveRange(0, length);
        }
    }

    private string OperationOf(Direction direction, ReadOnlySpan<byte> payload)
    {
        if (_isFirst[(int)direction])
        {
            _isFirst[(int)direction] = false;
            return "Handshake";
        }

        var xid = BinaryPrimitives.ReadInt32BigEndian(payload);
        if (direction == Direction.ToServer)
        {
            return _byXid[xid] = ((OpCode)BinaryPrimitives.ReadInt32BigEndian(payload[sizeof(int)..])).ToString();
        }

        return xid == Xid.WatchEvent ? "WatchEvent" : _byXid.GetValueOrDefault(xid, Torn);
    }

    // What is left of a frame that the connection's end has torn.
    private void LabelRest(Direction direction)
    {
        Label(direction, Torn, _unread[(int)direction].Count);
        _unread[(int)direction].Clear();
    }

    private void Label(Direction direction, string operation, int count) => _operations[(int)direction].AddRange(Enumerable.Repeat(operation, count));
}
