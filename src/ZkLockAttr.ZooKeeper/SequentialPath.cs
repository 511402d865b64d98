using System.Globalization;

namespace ZkLockAttr.ZooKeeper;

/// <summary>A node's path, that of a sequential one in two parts: the whole need not be made where it is only sent.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Number">What the server has put behind it; null where the node is not sequential.</param>
internal readonly record struct SequentialPath(string Asked, int? Number = null)
{
    // Ten digits, or eleven characters with the sign.
    private const int LongestNumber = 11;

    public static implicit operator SequentialPath(string path) => new(path);

    /// <summary>Reads a number that is written as the server writes it: other texts for the same number belong to other nodes.</summary>
    public static bool TryReadNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && text.SequenceEqual(Format(number, stackalloc char[LongestNumber]));

    public override string ToString() => Number is { } number ? string.Concat(Asked, Format(number, stackalloc char[LongestNumber])) : Asked;

    internal void Write(Wire.FrameWriter writer) =>
        writer.WriteString(Asked, Number is { } number ? Format(number, stackalloc char[LongestNumber]) : default);

    // As the server does it: at least ten characters, the sign among them.
    private static ReadOnlySpan<char> Format(int number, Span<char> text)
    {
        number.TryFormat(text, out var length, number < 0 ? "d9" : "d10", CultureInfo.InvariantCulture);
        return text[..length];
    }
}
