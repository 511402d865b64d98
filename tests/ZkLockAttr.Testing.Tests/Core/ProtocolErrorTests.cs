using System.Text;
using ZkLockAttr.Testing.Tests.Clients;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Core;

public class ProtocolErrorTests
{
    private readonly CoreFixture _fixture = new();

    [Theory]
    [InlineData(9999)]
    [InlineData((int)OpCode.Check)]
    public void An_unknown_operation_ends_the_connection_and_not_the_session(int opCode)
    {
        var client = _fixture.Connect();

        var reply = client.Call((OpCode)opCode, new PathVersion("/", -1).Write);

        Assert.Equal((ZooKeeperError.Unimplemented, -1L), (reply.Error, reply.Zxid));
        Assert.Null(client.Read());
        Assert.False(_fixture.Attach(client).IsClosed);
    }

    [Theory]
    [InlineData("ffffffff")]
    [InlineData("00100000")]
    [InlineData("00000000")]
    [InlineData("0000000400000001")]
    public void Frames_that_are_none_end_the_connection_without_a_word(string bytes)
    {
        var client = _fixture.Connect();

        client.Write(Convert.FromHexString(bytes));

        Assert.Null(client.Read());
    }

    [Fact]
    public void A_request_of_nearly_a_mebibyte_is_taken()
    {
        var client = _fixture.Connect();

        client.Create("/big", data: new byte[1_000_000]).Ok();

        Assert.Equal(1_000_000, client.Exists("/big").Stat().DataLength);
    }

    [Theory]
    [InlineData((int)OpCode.Create)]
    [InlineData((int)OpCode.Exists)]
    [InlineData((int)OpCode.Sync)]
    [InlineData((int)OpCode.Multi)]
    [InlineData((int)OpCode.SetWatches)]
    public void A_malformed_body_is_answered(int opCode)
    {
        var client = _fixture.Connect();

        Assert.Equal(ZooKeeperError.MarshallingError, client.Call((OpCode)opCode).Error);
        client.Ping().Ok();
    }

    [Fact]
    public void Bytes_behind_a_record_are_ignored()
    {
        var client = _fixture.Connect();

        client.Call(OpCode.Exists, writer =>
        {
            new PathWatch("/", false).Write(writer);
            writer.WriteLong(7);
        }).Ok();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-99)]
    [InlineData(int.MaxValue)]
    public void Any_xid_is_echoed(int xid)
    {
        var client = _fixture.Connect();

        client.SendFrames(writer => RawClient.Request(writer, xid, OpCode.Exists, new PathWatch("/", false).Write));

        Assert.Equal(xid, client.Read()!.Xid);
    }

    [Theory]
    [InlineData("ruok", "imok")]
    [InlineData("isro", "rw")]
    [InlineData("srvr", "Zookeeper version: 3.8.0")]
    [InlineData("envi", "Environment:\nzookeeper.version=3.8.0")]
    public void Four_letter_words_are_answered(string word, string answer)
    {
        var client = _fixture.Open();

        client.Write(Encoding.ASCII.GetBytes(word));

        Assert.StartsWith(answer, Encoding.ASCII.GetString(client.Connection.Output.Sendable), StringComparison.Ordinal);
        Assert.True(client.Connection.IsClosed);
    }
}
