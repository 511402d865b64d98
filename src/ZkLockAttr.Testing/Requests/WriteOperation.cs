using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Tree;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Requests;

/// <summary>A write, read from a request of its own or from a multi's part.</summary>
/// <param name="OpCode">Which one; says what the other members mean.</param>
/// <param name="Path">The node, or the beginning of a sequential name; null if the request names none.</param>
/// <param name="Data">Of creates and setData.</param>
/// <param name="Acl">Of creates and setACL.</param>
/// <param name="Number">A create's flags, or the expected version.</param>
internal readonly record struct WriteOperation(OpCode OpCode, string? Path, byte[]? Data, AclEntry[] Acl, int Number)
{
    /// <summary>A create's time to live in milliseconds; negative for none.</summary>
    public long TimeToLive { get; init; } = -1;

    /// <summary>Whether it stands in a multi.</summary>
    public bool IsPart { get; init; }

    /// <exception cref="ProtocolException">It is no write, or malformed.</exception>
    public static WriteOperation Read(OpCode opCode, ref JuteReader reader)
    {
        switch (opCode)
        {
            case OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl:
                return new WriteOperation(opCode, reader.ReadNullableString(), reader.ReadBuffer(), AclEntry.ReadList(ref reader), reader.ReadInt())
                {
                    TimeToLive = opCode == OpCode.CreateTtl ? reader.ReadLong() : -1,
                };

            case OpCode.Delete or OpCode.Check:
                return new WriteOperation(opCode, reader.ReadNullableString(), null, [], reader.ReadInt());

            case OpCode.SetData:
                return new WriteOperation(opCode, reader.ReadNullableString(), reader.ReadBuffer(), [], reader.ReadInt());

            case OpCode.SetAcl:
                return new WriteOperation(opCode, reader.ReadNullableString(), null, AclEntry.ReadList(ref reader), reader.ReadInt());

            default:
                throw new ProtocolException($"Operation {opCode} is no write.");
        }
    }

    /// <summary>The parts of a multi.</summary>
    public static List<WriteOperation> ReadMulti(ref JuteReader reader)
    {
        var operations = new List<WriteOperation>();
        for (var header = MultiHeader.Read(ref reader); !header.IsEnd; header = MultiHeader.Read(ref reader))
        {
            if (header.OpCode == OpCode.SetAcl)
            {
                throw new ProtocolException("A multi cannot set access control lists.");
            }

            var operation = Read(header.OpCode, ref reader) with { IsPart = true };

            // Here the flags alone say what is created (seen on 3.8.0).
            operations.Add(header.OpCode is OpCode.Create or OpCode.Create2 or OpCode.CreateContainer
                ? operation with { OpCode = operation.Number == (int)CreateMode.Container ? OpCode.CreateContainer : OpCode.Create }
                : operation);
        }

        return operations;
    }

    public ZooKeeperError Apply(ServerState state, TreeTransaction transaction, out WriteResult result)
    {
        var tree = state.Tree;
        Node? node = null;
        var error = OpCode switch
        {
            OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl when CreateError(state.Settings.ExtendedTypes) is { } wrong => wrong,
            OpCode.SetData or OpCode.SetAcl or OpCode.Check when Path is null => ZooKeeperError.BadArguments,
            _ when Path is null => ZooKeeperError.MarshallingError,
            OpCode.Create or OpCode.Create2 or OpCode.CreateContainer or OpCode.CreateTtl =>
                tree.Create(transaction, new CreateRequest(Path, Data, Acl, Number), OpCode == OpCode.CreateContainer, out node, TimeToLive),
            OpCode.Delete => tree.Delete(transaction, Path, Number),
            OpCode.SetData => tree.SetData(transaction, new SetDataRequest(Path, Data, Number), out node),
            OpCode.SetAcl => tree.SetAcl(transaction, new SetAclRequest(Path, Acl, Number), out node),
            _ => tree.Check(transaction, Path, Number),
        };
        result = node is null ? default : new WriteResult(node.Path, node.Stat);
        return error;
    }

    /// <summary>What is wrong with a create before the tree is looked at; null if nothing is.</summary>
    private ZooKeeperError? CreateError(bool extendedTypes)
    {
        var canExpire = CreateFlags.CanExpire(Number);
        return !CreateFlags.IsValid(Number) ? ZooKeeperError.BadArguments

            // There the flags make a createTTL of it, whose record it does not have.
            : canExpire && IsPart && OpCode != OpCode.CreateTtl ? ZooKeeperError.MarshallingError
            : canExpire && !extendedTypes ? ZooKeeperError.Unimplemented
            : canExpire != (OpCode == OpCode.CreateTtl) || (canExpire && TimeToLive is <= 0 or > Node.MaxTimeToLive) ? ZooKeeperError.BadArguments
            : null;
    }
}
