using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Tests.Wire;

public sealed class JuteReaderTests
{
    [Fact]
    public void A_length_of_minus_one_is_null_and_zero_is_empty()
    {
        var reader = new JuteReader(Hex.Bytes("ffffffff 00000000 ffffffff 00000000"));

        Assert.Null(reader.ReadBuffer());
        Assert.Empty(reader.ReadBuffer()!);
        Assert.Null(reader.ReadNullableString());
        Assert.Equal("", reader.ReadNullableString());
        Assert.False(reader.HasMore);
    }

    [Fact]
    public void Any_byte_but_zero_is_true()
    {
        var reader = new JuteReader(Hex.Bytes("00 01 7f"));

        Assert.False(reader.ReadBool());
        Assert.True(reader.ReadBool());
        Assert.True(reader.ReadBool());
    }

    [Fact]
    public void Numbers_are_big_endian_and_signed()
    {
        var reader = new JuteReader(Hex.Bytes("fffffffe 0000000100000002"));

        Assert.Equal(-2, reader.ReadInt());
        Assert.Equal(0x100000002, reader.ReadLong());
    }

    [Fact]
    public void Text_is_utf_8()
    {
        var reader = new JuteReader(Hex.Bytes("00000003 e282ac"));

        Assert.Equal("€", reader.ReadString());
    }

    [Fact]
    public void A_null_vector_is_empty()
    {
        var reader = new JuteReader(Hex.Bytes("ffffffff"));

        Assert.Empty(reader.ReadStrings());
    }

    [Fact]
    public void A_vector_of_texts()
    {
        var reader = new JuteReader(Hex.Bytes("00000002 00000001 61 00000002 6262"));

        Assert.Equal(["a", "bb"], reader.ReadStrings());
    }

    [Fact]
    public void What_stands_behind_a_record_is_legal()
    {
        var reader = new JuteReader(Hex.Bytes("00000001 ffff"));

        Assert.Equal(1, reader.ReadInt());
        Assert.True(reader.HasMore);
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("")]
    public void A_number_that_is_cut_off_is_no_protocol(string bytes) => Assert.Throws<ProtocolException>(() =>
    {
        var reader = new JuteReader(Hex.Bytes(bytes));
        reader.ReadInt();
    });

    [Theory]
    [InlineData("00000002 61")] // Longer than the frame.
    [InlineData("7fffffff 61")]
    [InlineData("fffffffe")] // A length below -1.
    public void A_text_of_an_impossible_length_is_no_protocol(string bytes) => Assert.Throws<ProtocolException>(() =>
    {
        var reader = new JuteReader(Hex.Bytes(bytes));
        reader.ReadString();
    });

    [Fact]
    public void A_text_that_must_be_there_is_not_null() => Assert.Throws<ProtocolException>(() =>
    {
        var reader = new JuteReader(Hex.Bytes("ffffffff"));
        reader.ReadString();
    });

    [Theory]
    [InlineData("7fffffff", 4)]
    [InlineData("40000000", 4)]
    [InlineData("000f4240", 1_000_000)]
    public void A_vector_larger_than_its_frame_is_refused_before_memory_is_taken_for_it(string count, int rest)
    {
        byte[] frame = [.. Hex.Bytes(count), .. new byte[rest]];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolException>(() =>
        {
            var reader = new JuteReader(frame);
            reader.ReadStrings();
        });

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
