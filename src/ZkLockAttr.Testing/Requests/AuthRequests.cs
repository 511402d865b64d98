using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>Requests by which a client shows who it is: answered at once, whatever becomes of its session.</summary>
internal static class AuthRequests
{
    public static void Authenticate(ServerConnection connection, int xid, ref JuteReader body)
    {
        var request = AuthRequest.Read(ref body);
        var isKnown = request.Scheme is "digest" or "ip";
        connection.Reply(xid, 0, isKnown ? ZooKeeperError.Ok : ZooKeeperError.AuthFailed);
        if (!isKnown)
        {
            connection.Close();
        }
        else if (request.Scheme == "digest" && AccessControl.FromDigest(request.Credentials) is var identity && !connection.Identities.Contains(identity))
        {
            connection.Identities.Add(identity);
        }
    }

    /// <summary>As a server that has no SASL configured: it answers without a token, and the client learns nothing.</summary>
    public static void AnswerSasl(ServerConnection connection, int xid, ref JuteReader body)
    {
        _ = body.ReadBuffer() ?? throw new ProtocolException("A SASL token that is null.");
        connection.BeginReply(xid, 0, ZooKeeperError.Ok).WriteBuffer(null);
        connection.EndReply();
    }
}
