using System.Buffers.Binary;

namespace ZkLockAttr.Fuzz.Tests.Fuzzing;

/// <summary>
/// Changes frames. It knows where Jute keeps its lengths (four bytes that say how much of what follows belongs together) and prefers to lie about these.
/// </summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus)
{
    private const int MaxMutations = 4;
    private const int MaxRandomBytes = 64;

    // The length, and an answer's number, transaction and error.
    private const int Headers = 20;

    private static readonly int[] Numbers =
        [0, 1, -1, -2, 2, 4, 16, 127, 255, 0x10000, 0xFFFFF, 0x100000, 1 << 30, int.MaxValue, int.MaxValue - 4, int.MinValue, int.MinValue + 1];

    /// <summary>A frame as it is, changed, of another kind, or no frame at all.</summary>
    public byte[] Next(byte[] frame)
    {
        switch (random.Next(10))
        {
            case 0:
                return frame;
            case 1:
                return RandomBytes(random.Next(1, MaxRandomBytes));
            case 2:
                frame = corpus[random.Next(corpus.Count)];
                break;
        }

        for (var count = random.Next(1, MaxMutations + 1); count > 0 && frame.Length > sizeof(int); count--)
        {
            frame = Mutate(frame);
        }

        // Mostly a true length, or nothing behind it would be looked at.
        if (frame.Length >= sizeof(int) && random.Next(10) > 0)
        {
            WriteInt(frame, 0, frame.Length - sizeof(int));
        }

        return frame;
    }

    private byte[] Mutate(byte[] original)
    {
        var frame = original.ToArray();
        switch (random.Next(9))
        {
            case 0:
                frame[At(frame)] ^= (byte)(1 << random.Next(8));
                return frame;
            case 1:
                frame[At(frame)] = (byte)random.Next(256);
                return frame;
            case 2:
                WriteInt(frame, At(frame), Numbers[random.Next(Numbers.Length)]);
                return frame;
            case 3 when random.Next(3) == 0:
                return frame[..random.Next(sizeof(int), frame.Length + 1)];
            case 4:
                return [.. frame, .. RandomBytes(random.Next(1, MaxRandomBytes))];
            case 5:
                return Splice(frame, frame);
            case 6:
                return Splice(frame, corpus[random.Next(corpus.Count)]);
            default:
                LieAboutALength(frame);
                return frame;
        }
    }

    private void LieAboutALength(byte[] frame)
    {
        var at = At(frame);
        for (var tries = frame.Length; tries > 0; tries--, at++)
        {
            at = at < frame.Length ? at : 0;
            var rest = frame.Length - at - sizeof(int);
            if (rest < 0 || BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(at)) is var length && (length < 0 || length > rest))
            {
                continue;
            }

            WriteInt(frame, at, random.Next(3) switch
            {
                0 => Numbers[random.Next(Numbers.Length)],
                1 => length + random.Next(-2, 3),
                _ => rest + random.Next(-1, 2),
            });
            return;
        }
    }

    // The beginning of one and the end of another.
    private byte[] Splice(byte[] head, byte[] tail) => [.. head[..random.Next(sizeof(int), head.Length + 1)], .. tail[random.Next(tail.Length)..]];

    // Mostly behind the headers: a wrong header is the end of what is read.
    private int At(byte[] frame) => frame.Length > Headers && random.Next(4) > 0 ? random.Next(Headers, frame.Length) : random.Next(frame.Length);

    private byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void WriteInt(byte[] frame, int at, int value)
    {
        if (at + sizeof(int) <= frame.Length)
        {
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(at), value);
        }
    }
}
