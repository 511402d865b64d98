using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Testing.Tests.Clients;

/// <summary>A client of a core without sockets: the reply is there when the request has been written.</summary>
internal sealed class CoreClient(CoreFixture fixture, int endpoint) : RawClient
{
    public ServerConnection Connection { get; } = fixture.Core.Accept(endpoint, "127.0.0.1");

    /// <summary>Whether the server would close the socket now.</summary>
    public bool IsClosed => Connection.IsCut || (Connection.IsClosed && Connection.Output.IsDrained);

    public bool HasOutput => !Connection.Output.Sendable.IsEmpty;

    public override void Write(ReadOnlySpan<byte> bytes) => fixture.Core.Receive(Connection, bytes, fixture.Now);

    protected override ReadOnlySpan<byte> ReadMore()
    {
        if (!HasOutput)
        {
            return IsClosed ? default : throw new InvalidOperationException("The server has nothing to say.");
        }

        var bytes = Connection.Output.Sendable.ToArray();
        Connection.Output.MarkSent(bytes.Length);
        return bytes;
    }
}
