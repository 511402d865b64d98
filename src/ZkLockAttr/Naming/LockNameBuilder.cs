using System.Buffers;
using System.Globalization;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Naming;

/// <summary>
/// Writes a lock's name, escaped injectively: different lists of values never give one name.
/// </summary>
/// <remarks>
/// Why it is injective: a name is a row of tokens, each a plain character or an escape <c>%XX</c>. In a value, <c>/</c> and <c>%</c> are always
/// escapes, and so is the first character of a literal that parts it from the next value of the same segment: a value ends where that token first
/// appears. (A literal that begins with <c>%</c> there is written <c>%%</c>, a token that no value has.) What is escaped for the sake of the whole
/// segment is its last token, and the last token of a segment is never escaped for another reason than its own character.
/// </remarks>
internal ref struct LockNameBuilder
{
    private const int ShownLength = 100;

    private char[] _buffer;
    private int _length;
    private int _segmentStart;

    // The latest value of the current segment, as it stands in the buffer; start < 0 if the segment has none yet.
    private int _valueStart = -1;
    private int _valueEnd;

    private int _values;

    public LockNameBuilder(int capacity) => _buffer = ArrayPool<char>.Shared.Rent(Math.Clamp(capacity * 2, 128, LockPath.MaxBytes));

    /// <summary>Literal text: <c>/</c> parts segments.</summary>
    public void AppendLiteral(scoped ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c == '/')
            {
                EndSegment();
                Append('/');
                _segmentStart = _length;
                _valueStart = -1;
            }
            else if (c == '%')
            {
                Append("%25");
            }
            else if (PathCharacters.IsAllowed(c))
            {
                Append(c);
            }
            else
            {
                throw Invalid($"has the character U+{(int)c:X4}, which a ZooKeeper path cannot have");
            }
        }
    }

    /// <summary>A value: one part of a segment, whatever it contains.</summary>
    public void AppendValue(scoped ReadOnlySpan<char> value)
    {
        _values++;
        if (value.IsEmpty)
        {
            throw Invalid($"has an empty or null value in its placeholder number {_values.ToString(CultureInfo.InvariantCulture)}: a lock needs a value there");
        }

        if (_valueStart >= 0)
        {
            PartValues();
        }

        _valueStart = _length;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                Escape(char.ConvertToUtf32(c, value[++i]));
            }
            else if (c is '/' or '%' || !PathCharacters.IsAllowed(c))
            {
                Escape(c);
            }
            else
            {
                Append(c);
            }
        }

        _valueEnd = _length;
    }

    /// <summary>The whole name; the builder is used up.</summary>
    /// <param name="unescaped">What may be the name already, if nothing had to be escaped.</param>
    /// <exception cref="ArgumentException">The name cannot be a ZooKeeper path.</exception>
    public string Finish(string unescaped = "")
    {
        EndSegment();
        var text = _buffer.AsSpan(0, _length);
        var name = text.SequenceEqual(unescaped) ? unescaped : text.ToString();
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
        return name;
    }

    // The literal behind the latest value stands between two values: nothing in that value may look like its beginning.
    private void PartValues()
    {
        if (_valueEnd == _length)
        {
            throw Invalid("has two values side by side: write some text between them");
        }

        var separator = _buffer[_valueEnd];
        if (separator == '%')
        {
            // "%25" -> "%%"
            _buffer[_valueEnd + 1] = '%';
            Array.Copy(_buffer, _valueEnd + 3, _buffer, _valueEnd + 2, _length - _valueEnd - 3);
            _length--;
            return;
        }

        for (var i = _valueStart; i < _valueEnd;)
        {
            if (_buffer[i] == '%')
            {
                i += 3;
            }
            else if (_buffer[i] == separator)
            {
                _valueEnd += EscapeInPlace(i);
            }
            else
            {
                i++;
            }
        }
    }

    private void EndSegment()
    {
        var segment = _buffer.AsSpan(_segmentStart, _length - _segmentStart);
        if (segment.IsEmpty)
        {
            throw Invalid("has an empty segment: write no '/' at its beginning or end, and no two in a row");
        }

        if (segment is "." or "..")
        {
            if (_valueStart < 0)
            {
                throw Invalid($"has the segment '{segment}', which a ZooKeeper path cannot have");
            }

            EscapeInPlace(_length - 1);
        }
        else if (QueueNodePattern.Matches(segment))
        {
            EscapeInPlace(_length - 1);
        }
    }

    // Returns by how many characters the text grew.
    private int EscapeInPlace(int index)
    {
        var c = _buffer[index];
        var tailLength = _length - index - 1;
        var tail = tailLength == 0 ? "" : new string(_buffer, index + 1, tailLength);
        var before = _length;
        _length = index;
        Escape(c);
        Append(tail);
        return _length - before;
    }

    private void Escape(int codePoint)
    {
        switch (codePoint)
        {
            case < 0x80:
                EscapeByte(codePoint);
                break;
            case < 0x800:
                EscapeByte(0xC0 | (codePoint >> 6));
                EscapeByte(0x80 | (codePoint & 0x3F));
                break;
            case < 0x10000:
                // Half of a surrogate pair comes here too: it has no UTF-8, but this keeps it apart from every other text.
                EscapeByte(0xE0 | (codePoint >> 12));
                EscapeByte(0x80 | ((codePoint >> 6) & 0x3F));
                EscapeByte(0x80 | (codePoint & 0x3F));
                break;
            default:
                EscapeByte(0xF0 | (codePoint >> 18));
                EscapeByte(0x80 | ((codePoint >> 12) & 0x3F));
                EscapeByte(0x80 | ((codePoint >> 6) & 0x3F));
                EscapeByte(0x80 | (codePoint & 0x3F));
                break;
        }
    }

    private void EscapeByte(int value)
    {
        Append('%');
        Append(HexDigit(value >> 4));
        Append(HexDigit(value & 0xF));
    }

    private static char HexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private void Append(scoped ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            Append(c);
        }
    }

    private void Append(char c)
    {
        if (_length == _buffer.Length)
        {
            // Before anything is done with it: escaping in place would take its length squared.
            if (_length >= LockPath.MaxBytes)
            {
                throw Invalid($"is longer than {LockPath.MaxBytes} bytes with its escapes");
            }

            var larger = ArrayPool<char>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _buffer[_length++] = c;
    }

    private readonly ArgumentException Invalid(string what) =>
        new($"The lock name that begins '{new string(_buffer, 0, Math.Min(_length, ShownLength))}' {what}.");
}
