using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tests.Clients;

/// <summary>The requests by name.</summary>
internal static class RequestCalls
{
    public static Reply Create(this RawClient client, string path, CreateMode mode = CreateMode.Persistent, byte[]? data = null, AclEntry[]? acl = null) =>
        client.Call(OpCode.Create, CreateBody(path, mode, data, acl));

    public static Reply Create2(this RawClient client, string path, CreateMode mode = CreateMode.Persistent, byte[]? data = null) =>
        client.Call(OpCode.Create2, CreateBody(path, mode, data));

    public static Reply CreateContainer(this RawClient client, string path) => client.Call(OpCode.CreateContainer, CreateBody(path, CreateMode.Container));

    public static Reply Delete(this RawClient client, string path, int version = -1) => client.Call(OpCode.Delete, new PathVersion(path, version).Write);

    public static Reply Exists(this RawClient client, string path, bool watch = false) => client.Call(OpCode.Exists, new PathWatch(path, watch).Write);

    public static Reply GetData(this RawClient client, string path, bool watch = false) => client.Call(OpCode.GetData, new PathWatch(path, watch).Write);

    public static Reply GetChildren(this RawClient client, string path, bool watch = false) => client.Call(OpCode.GetChildren, new PathWatch(path, watch).Write);

    public static Reply GetChildren2(this RawClient client, string path, bool watch = false) => client.Call(OpCode.GetChildren2, new PathWatch(path, watch).Write);

    public static Reply SetData(this RawClient client, string path, byte[]? data, int version = -1) =>
        client.Call(OpCode.SetData, new SetDataRequest(path, data, version).Write);

    public static Reply SetAcl(this RawClient client, string path, AclEntry[] acl, int version = -1) =>
        client.Call(OpCode.SetAcl, new SetAclRequest(path, acl, version).Write);

    public static Reply GetAcl(this RawClient client, string path) => client.Call(OpCode.GetAcl, writer => writer.WriteString(path));

    public static Reply Sync(this RawClient client, string path) => client.Call(OpCode.Sync, writer => writer.WriteString(path));

    public static Reply Ping(this RawClient client) => client.Call(OpCode.Ping);

    public static Reply SetWatches(this RawClient client, long relativeZxid, string[] data, string[] exist, string[] child) =>
        client.Call(OpCode.SetWatches, new SetWatchesRequest(relativeZxid, data, exist, child).Write);

    public static Reply Auth(this RawClient client, string scheme, string credentials) =>
        client.Call(OpCode.Auth, new AuthRequest(scheme, System.Text.Encoding.UTF8.GetBytes(credentials)).Write);

    public static Reply Multi(this RawClient client, params (OpCode OpCode, Action<FrameWriter> Body)[] operations) =>
        client.Call(OpCode.Multi, MultiBody(operations));

    public static Action<FrameWriter> MultiBody(params (OpCode OpCode, Action<FrameWriter> Body)[] operations) => writer =>
    {
        foreach (var (opCode, body) in operations)
        {
            MultiHeader.Request(opCode).Write(writer);
            body(writer);
        }

        MultiHeader.End.Write(writer);
    };

    public static Action<FrameWriter> CreateBody(string path, CreateMode mode = CreateMode.Persistent, byte[]? data = null, AclEntry[]? acl = null) =>
        new CreateRequest(path, data, acl ?? AclEntry.Open, (int)mode).Write;
}
