using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Tests.Wire;

public sealed class FrameWriterTests
{
    [Fact]
    public void Frames_follow_one_another_each_with_its_length_before_it()
    {
        var writer = new FrameWriter();
        writer.BeginFrame();
        writer.WriteInt(1);
        Assert.Equal(4, writer.EndFrame());
        writer.BeginFrame();
        writer.WriteBool(true);
        Assert.Equal(1, writer.EndFrame());

        Assert.Equal("00000004" + "00000001" + "00000001" + "01", Hex.Text(writer.Written));
    }

    [Fact]
    public void Grows_with_what_is_written()
    {
        var data = new byte[100_000];
        data.AsSpan().Fill(7);
        var writer = new FrameWriter();
        writer.BeginFrame();
        writer.WriteBuffer(data);
        writer.WriteString("€");
        writer.EndFrame();

        var reader = new JuteReader(writer.Written[sizeof(int)..]);
        Assert.Equal(data, reader.ReadBuffer());
        Assert.Equal("€", reader.ReadString());
        Assert.False(reader.HasMore);
    }

    [Fact]
    public void Is_empty_again_when_cleared()
    {
        var writer = new FrameWriter();
        Assert.True(writer.IsEmpty);
        writer.WriteStrings(["a", "b"]);
        Assert.False(writer.IsEmpty);
        Assert.Equal("00000002" + "00000001" + "61" + "00000001" + "62", Hex.Text(writer.Written));

        writer.Clear();

        Assert.True(writer.IsEmpty);
    }

    [Fact]
    public void What_a_burst_has_needed_is_given_back()
    {
        var writer = new FrameWriter();
        writer.WriteRaw(new byte[4 * 1024 * 1024]);

        writer.Clear();

        Assert.InRange(writer.Capacity, 1, 64 * 1024);
    }

    [Fact]
    public void What_was_written_first_can_be_taken_out()
    {
        var writer = new FrameWriter();
        writer.WriteRaw([1, 2, 3, 4, 5]);

        writer.RemoveFirst(2);
        writer.WriteBool(true);

        Assert.Equal("03040501", Hex.Text(writer.Written));
    }

    [Fact]
    public void Nulls_have_a_length_of_minus_one()
    {
        var writer = new FrameWriter();
        writer.WriteBuffer(null);
        writer.WriteString(null);

        Assert.Equal("ffffffffffffffff", Hex.Text(writer.Written));
    }
}
