using System.Buffers.Binary;
using System.Text;

namespace ZkLockAttr.ZooKeeper.Wire;

/// <summary>Collects frames in Jute's binary encoding, to be sent in one write.</summary>
internal sealed class FrameWriter
{
    private const int InitialSize = 1024;
    private const int MostKept = 1024 * 1024;

    private byte[] _buffer = new byte[InitialSize];
    private int _length;
    private int _frameStart = -1;

    public bool IsEmpty => _length == 0;

    /// <summary>The memory that it holds, in bytes.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets what was written, and gives back what a burst has needed.</summary>
    public void Clear()
    {
        _length = 0;
        if (_buffer.Length > MostKept)
        {
            _buffer = new byte[InitialSize];
        }
    }

    /// <summary>Takes out so many bytes that were written first; not within a frame.</summary>
    public void RemoveFirst(int count)
    {
        _length -= count;
        _buffer.AsSpan(count, _length).CopyTo(_buffer);
    }

    public void BeginFrame()
    {
        _frameStart = _length;
        WriteInt(0);
    }

    /// <summary>Puts the frame's length before it.</summary>
    /// <returns>The length of the frame's payload in bytes.</returns>
    public int EndFrame()
    {
        var payload = _length - _frameStart - sizeof(int);
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_frameStart), payload);
        _frameStart = -1;
        return payload;
    }

    /// <summary>Takes the unfinished frame back.</summary>
    public void AbandonFrame()
    {
        _length = _frameStart;
        _frameStart = -1;
    }

    public void WriteBool(bool value) => Reserve(1)[0] = value ? (byte)1 : (byte)0;

    public void WriteInt(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(sizeof(int)), value);

    public void WriteLong(long value) => BinaryPrimitives.WriteInt64BigEndian(Reserve(sizeof(long)), value);

    public void WriteBuffer(byte[]? value)
    {
        if (value is null)
        {
            WriteInt(-1);
            return;
        }

        WriteInt(value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>Writes the bytes as they are, without a length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    public void WriteString(string? value)
    {
        if (value is null)
        {
            WriteInt(-1);
            return;
        }

        WriteString(value, default);
    }

    /// <summary>Writes two texts as one.</summary>
    public void WriteString(ReadOnlySpan<char> begin, ReadOnlySpan<char> end)
    {
        var (first, second) = (Encoding.UTF8.GetByteCount(begin), Encoding.UTF8.GetByteCount(end));
        WriteInt(first + second);
        Encoding.UTF8.GetBytes(begin, Reserve(first));
        Encoding.UTF8.GetBytes(end, Reserve(second));
    }

    public void WriteStrings(IReadOnlyCollection<string> values)
    {
        WriteInt(values.Count);
        foreach (var value in values)
        {
            WriteString(value);
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        var reserved = _buffer.AsSpan(_length, count);
        _length += count;
        return reserved;
    }
}
