using System.Buffers.Binary;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Tests.Wire;

public sealed class FrameReaderTests
{
    [Fact]
    public void A_frame_is_there_with_its_last_byte()
    {
        var frames = new FrameReader(maxFrameLength: 100);
        foreach (var next in Hex.Bytes("00000003 0102"))
        {
            frames.Append([next]);
            Assert.False(frames.TryRead(out _));
        }

        frames.Append([0x03]);

        Assert.True(frames.TryRead(out var payload));
        Assert.Equal([1, 2, 3], payload.ToArray());
        Assert.False(frames.TryRead(out _));
    }

    [Fact]
    public void Several_frames_may_come_at_once()
    {
        var frames = new FrameReader(maxFrameLength: 100);
        frames.Append(Hex.Bytes("00000001 0a 00000000 00000002 0b0c 000000"));

        Assert.Equal(["0a", "", "0b0c"], ReadAll(frames));
    }

    [Fact]
    public void The_longest_frame_is_accepted_and_one_byte_more_is_not()
    {
        var frames = new FrameReader(maxFrameLength: 3);
        frames.Append(Hex.Bytes("00000003 010203 00000004"));
        Assert.True(frames.TryRead(out _));

        var thrown = Assert.Throws<ProtocolException>(() => frames.TryRead(out _));

        Assert.Equal("A frame of 4 bytes; at most 3 are accepted.", thrown.Message);
    }

    [Fact]
    public void A_negative_length_is_no_protocol()
    {
        var frames = new FrameReader(maxFrameLength: 100);
        frames.Append(Hex.Bytes("ffffffff"));

        Assert.Throws<ProtocolException>(() => frames.TryRead(out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Frames_come_out_as_they_went_in_however_the_bytes_are_cut(int seed)
    {
        var random = new Random(seed);
        var sent = Enumerable.Range(0, 200).Select(_ => RandomPayload(random)).ToList();
        var stream = sent.SelectMany(Frame).ToArray();
        var frames = new FrameReader(maxFrameLength: 100_000);
        var received = new List<string>();

        for (var position = 0; position < stream.Length;)
        {
            var count = Math.Min(random.Next(1, 20_000), stream.Length - position);
            frames.Append(stream.AsSpan(position, count));
            position += count;
            received.AddRange(ReadAll(frames));
        }

        Assert.Equal(sent.Select(payload => Hex.Text(payload)), received);
    }

    [Fact]
    public void A_frame_takes_memory_as_it_comes_and_in_proportion()
    {
        const int Length = 16 * 1024 * 1024;
        var frames = new FrameReader(maxFrameLength: Length);
        var piece = new byte[64 * 1024];
        var before = GC.GetAllocatedBytesForCurrentThread();

        // The length alone is only announced.
        frames.Append(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(Length)));
        Assert.False(frames.TryRead(out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);

        for (var received = 0; received < Length; received += piece.Length)
        {
            Assert.False(frames.TryRead(out _));
            frames.Append(piece);
        }

        Assert.True(frames.TryRead(out var payload));
        Assert.Equal(Length, payload.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Length, 5L * Length);
    }

    [Fact]
    public void What_a_long_frame_has_needed_is_given_back_when_the_next_one_comes()
    {
        var frames = new FrameReader(maxFrameLength: 16 * 1024 * 1024);
        frames.Append(Frame(new byte[16 * 1024 * 1024]));
        Assert.True(frames.TryRead(out _));

        frames.Append(Frame([1, 2]));

        Assert.InRange(frames.Capacity, 1, 64 * 1024);
        Assert.Equal(["0102"], ReadAll(frames));
    }

    private static List<string> ReadAll(FrameReader frames)
    {
        var payloads = new List<string>();
        while (frames.TryRead(out var payload))
        {
            payloads.Add(Hex.Text(payload));
        }

        return payloads;
    }

    private static byte[] RandomPayload(Random random)
    {
        var payload = new byte[random.Next(10) == 0 ? random.Next(60_000) : random.Next(100)];
        random.NextBytes(payload);
        return payload;
    }

    private static byte[] Frame(byte[] payload)
    {
        var frame = new byte[sizeof(int) + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length);
        payload.CopyTo(frame, sizeof(int));
        return frame;
    }
}
