using System.Buffers.Binary;

namespace ZkLockAttr.ZooKeeper.Wire;

/// <summary>Cuts a stream of bytes into frames.</summary>
/// <param name="maxFrameLength">The longest payload that is believed, in bytes.</param>
internal sealed class FrameReader(int maxFrameLength)
{
    private const int InitialSize = 8 * 1024;
    private const int MostKept = 1024 * 1024;

    private byte[] _buffer = new byte[InitialSize];
    private int _start;
    private int _end;

    /// <summary>The memory that it holds, in bytes.</summary>
    public int Capacity => _buffer.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_start == _end)
        {
            Rewind();
        }

        if (_end + bytes.Length > _buffer.Length)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>The next whole frame's payload; valid until the next <see cref="Append"/>.</summary>
    /// <exception cref="ProtocolException">The frame's length is negative or too large.</exception>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        var available = _buffer.AsSpan(_start, _end - _start);
        if (available.Length < sizeof(int))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(available);
        if (length < 0 || length > maxFrameLength)
        {
            throw new ProtocolException($"A frame of {length} bytes; at most {maxFrameLength} are accepted.");
        }

        if (available.Length < sizeof(int) + length)
        {
            return false;
        }

        payload = available.Slice(sizeof(int), length);
        _start += sizeof(int) + length;
        return true;
    }

    // All is read: what one long frame has needed is given back.
    private void Rewind()
    {
        _start = _end = 0;
        if (_buffer.Length > MostKept)
        {
            _buffer = new byte[InitialSize];
        }
    }

    private void MakeRoom(int count)
    {
        var unread = _end - _start;
        var target = unread + count <= _buffer.Length ? _buffer : new byte[Math.Max(_buffer.Length * 2, unread + count)];
        Buffer.BlockCopy(_buffer, _start, target, 0, unread);
        _buffer = target;
        _start = 0;
        _end = unread;
    }
}
