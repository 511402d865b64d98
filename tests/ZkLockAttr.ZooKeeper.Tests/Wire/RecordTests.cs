using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.ZooKeeper.Tests.Wire;

/// <summary>The records against bytes seen on the wire of ZooKeeper 3.8.0.</summary>
public sealed class RecordTests
{
    private const string SixteenZeros = "00000000000000000000000000000000";

    [Fact]
    public void A_handshake_for_a_new_session_has_49_bytes()
    {
        var writer = new FrameWriter();
        writer.BeginFrame();
        new ConnectRequest(0, 30_000, 0, new byte[ConnectRequest.PasswordLength], ReadOnly: false).Write(writer);
        writer.EndFrame();

        Assert.Equal(49, writer.Written.Length);
        Assert.Equal(
            Hex.Text(Hex.Bytes("0000002d 00000000 0000000000000000 00007530 0000000000000000 00000010", SixteenZeros, "00")),
            Hex.Text(writer.Written));
    }

    [Fact]
    public void A_handshake_is_read_as_it_was_written()
    {
        var reader = new JuteReader(Hex.Bytes("00000000 0000000700000001 00001770 01000015f9730000 00000002 abcd 01"));

        var request = ConnectRequest.Read(ref reader);

        Assert.Equal(0x700000001, request.LastZxidSeen);
        Assert.Equal(6000, request.TimeoutMs);
        Assert.Equal(0x01000015f9730000, request.SessionId);
        Assert.Equal([0xab, 0xcd], request.Password);
        Assert.True(request.ReadOnly);
    }

    [Fact]
    public void A_handshake_of_a_client_before_3_4_has_no_last_byte()
    {
        var reader = new JuteReader(Hex.Bytes("00000000 0000000000000000 00007530 0000000000000000 00000010", SixteenZeros));

        Assert.False(ConnectRequest.Read(ref reader).ReadOnly);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("")]
    public void An_accepted_handshake_is_read_with_and_without_its_last_byte(string last)
    {
        var reader = new JuteReader(Hex.Bytes("00000000 00007530 01000015f9730000 00000010", SixteenZeros, last));

        var response = ConnectResponse.Read(ref reader);

        Assert.False(response.IsRefusal);
        Assert.Equal(30_000, response.TimeoutMs);
        Assert.Equal(0x01000015f9730000, response.SessionId);
        Assert.Equal(new byte[16], response.Password);
        Assert.False(response.ReadOnly);
    }

    [Fact]
    public void A_time_out_of_zero_is_a_refusal()
    {
        var reader = new JuteReader(Hex.Bytes("00000000 00000000 0000000000000000 00000010", SixteenZeros, "00"));

        Assert.True(ConnectResponse.Read(ref reader).IsRefusal);
    }

    [Fact]
    public void An_answer_to_a_handshake_has_37_bytes()
    {
        var writer = new FrameWriter();
        new ConnectResponse(30_000, 0x01000015f9730000, new byte[16], ReadOnly: false).Write(writer);

        Assert.Equal(37, writer.Written.Length);
    }

    [Fact]
    public void The_open_access_control_list()
    {
        var writer = new FrameWriter();
        AclEntry.WriteList(writer, AclEntry.Open);

        Assert.Equal(Hex.Text(Hex.Bytes("00000001 0000001f 00000005 776f726c64 00000006 616e796f6e65")), Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equal(AclEntry.Open, AclEntry.ReadList(ref reader));
    }

    [Fact]
    public void A_request_has_a_number_and_an_operation()
    {
        var writer = new FrameWriter();
        new RequestHeader(Xid.Ping, OpCode.Ping).Write(writer);

        Assert.Equal("fffffffe0000000b", Hex.Text(writer.Written));
    }

    [Fact]
    public void An_answer_has_sixteen_bytes_before_its_body()
    {
        var writer = new FrameWriter();
        var header = new ReplyHeader(7, 0x100000002, ZooKeeperError.NoNode);
        header.Write(writer);

        Assert.Equal("00000007" + "0000000100000002" + "ffffff9b", Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equal(header, ReplyHeader.Read(ref reader));
        Assert.False(reader.HasMore);
    }

    [Fact]
    public void An_ephemeral_sequential_create()
    {
        var writer = new FrameWriter();
        var request = new CreateRequest("/a", [0x78], AclEntry.Open, (int)CreateMode.EphemeralSequential);
        request.Write(writer);

        Assert.Equal(
            Hex.Text(Hex.Bytes("00000002 2f61 00000001 78 00000001 0000001f 00000005 776f726c64 00000006 616e796f6e65 00000003")),
            Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equivalent(request, CreateRequest.Read(ref reader));
    }

    [Fact]
    public void Delete_and_check_have_a_path_and_a_version()
    {
        var writer = new FrameWriter();
        new PathVersion("/a", -1).Write(writer);

        Assert.Equal("00000002" + "2f61" + "ffffffff", Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equal(new PathVersion("/a", -1), PathVersion.Read(ref reader));
    }

    [Fact]
    public void A_read_has_a_path_and_a_watch()
    {
        var writer = new FrameWriter();
        new PathWatch("/a", Watch: true).Write(writer);

        Assert.Equal("00000002" + "2f61" + "01", Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equal(new PathWatch("/a", Watch: true), PathWatch.Read(ref reader));
    }

    [Fact]
    public void A_change_of_data()
    {
        var writer = new FrameWriter();
        new SetDataRequest("/a", null, 3).Write(writer);

        Assert.Equal("00000002" + "2f61" + "ffffffff" + "00000003", Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equal(new SetDataRequest("/a", null, 3), SetDataRequest.Read(ref reader));
    }

    [Fact]
    public void A_watch_event()
    {
        var writer = new FrameWriter();
        new WatchNotification(WatchEventType.Deleted, "/a").Write(writer);

        Assert.Equal("00000002" + "00000003" + "00000002" + "2f61", Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equal(new WatchNotification(WatchEventType.Deleted, "/a"), WatchNotification.Read(ref reader));
    }

    [Fact]
    public void A_stat_has_68_bytes_in_the_order_of_its_fields()
    {
        var stat = new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        var writer = new FrameWriter();
        stat.Write(writer);

        Assert.Equal(68, writer.Written.Length);
        Assert.Equal(
            Hex.Text(Hex.Bytes(
                "0000000000000001 0000000000000002 0000000000000003 0000000000000004 00000005 00000006 00000007",
                "0000000000000008 00000009 0000000a 000000000000000b")),
            Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.Equal(stat, Stat.Read(ref reader));
    }

    [Fact]
    public void The_end_of_a_multi()
    {
        var writer = new FrameWriter();
        MultiHeader.End.Write(writer);

        Assert.Equal("ffffffff" + "01" + "ffffffff", Hex.Text(writer.Written));
        var reader = new JuteReader(writer.Written);
        Assert.True(MultiHeader.Read(ref reader).IsEnd);
    }

    [Fact]
    public void A_step_of_a_multi()
    {
        var writer = new FrameWriter();
        MultiHeader.Request(OpCode.Check).Write(writer);

        Assert.Equal("0000000d" + "00" + "ffffffff", Hex.Text(writer.Written));
    }
}
