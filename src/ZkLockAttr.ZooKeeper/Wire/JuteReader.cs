using System.Buffers.Binary;
using System.Text;

namespace ZkLockAttr.ZooKeeper.Wire;

/// <summary>Reads Jute's binary encoding: big-endian integers, lengths of -1 for null.</summary>
/// <remarks>Bytes left over behind a record are legal: newer servers may append fields.</remarks>
internal ref struct JuteReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public readonly bool HasMore => !_rest.IsEmpty;

    public bool ReadBool() => Take(1)[0] != 0;

    public int ReadInt() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public long ReadLong() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    public byte[]? ReadBuffer()
    {
        var length = ReadLength();
        return length < 0 ? null : Take(length).ToArray();
    }

    public string? ReadNullableString()
    {
        var length = ReadLength();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length));
    }

    public string ReadString() => Encoding.UTF8.GetString(ReadText());

    /// <summary>A text as it is, in UTF-8.</summary>
    public ReadOnlySpan<byte> ReadText()
    {
        var length = ReadLength();
        return length >= 0 ? Take(length) : throw new ProtocolException("A text that must be there is null.");
    }

    /// <summary>The number of elements that follow; a null vector counts as empty.</summary>
    /// <param name="elementSize">How many bytes each takes at least.</param>
    public int ReadCount(int elementSize)
    {
        var count = ReadLength();

        // A larger count is no vector, and must not make us allocate for it.
        return count <= _rest.Length / elementSize ? Math.Max(count, 0) : throw new ProtocolException($"A vector of {count} elements does not fit its frame.");
    }

    public string[] ReadStrings()
    {
        var strings = new string[ReadCount(sizeof(int))];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = ReadString();
        }

        return strings;
    }

    private int ReadLength()
    {
        var length = ReadInt();
        return length >= -1 ? length : throw new ProtocolException($"A length of {length}.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new ProtocolException($"The frame ends {count - _rest.Length} bytes too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
