using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.TestServers;

/// <summary>A request that came by.</summary>
/// <param name="Connection">The number of the connection, from 1.</param>
/// <param name="Xid">The request's number; 0 for the handshake.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Path">The node it is about, of a multi the first step's; <c>""</c> if none.</param>
/// <param name="Steps">The steps of a multi.</param>
public sealed record ProxiedRequest(int Connection, int Xid, RequestKind Kind, string Path, IReadOnlyList<ProxiedStep> Steps)
{
    private const int HandshakeXid = 0;

    /// <summary>Whether it, or one of its steps, does this to a node at or below this path (or with this beginning of a name).</summary>
    public bool Does(RequestKind kind, string pathStart) => Kind == RequestKind.Multi
        ? Steps.Any(step => step.Kind == kind && step.Path.StartsWith(pathStart, StringComparison.Ordinal))
        : Kind == kind && Path.StartsWith(pathStart, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() =>
        $"#{Connection} {Kind} {Path}" + (Steps.Count == 0 ? "" : $" {{ {string.Join("; ", Steps.Select(step => $"{step.Kind} {step.Path}"))} }}");

    internal static ProxiedRequest Handshake(int connection) => new(connection, HandshakeXid, RequestKind.Connect, "", []);

    internal static ProxiedRequest Read(int connection, ReadOnlySpan<byte> payload)
    {
        var reader = new JuteReader(payload);
        var header = RequestHeader.Read(ref reader);
        var steps = header.OpCode == OpCode.Multi ? ReadSteps(ref reader) : [];
        var path = header.OpCode switch
        {
            OpCode.Multi => steps.Count > 0 ? steps[0].Path : "",
            OpCode.Ping or OpCode.CloseSession or OpCode.Auth or OpCode.SetWatches => "",
            _ => reader.HasMore ? reader.ReadString() : "",
        };
        return new ProxiedRequest(connection, header.Xid, (RequestKind)header.OpCode, path, steps);
    }

    private static List<ProxiedStep> ReadSteps(ref JuteReader reader)
    {
        var steps = new List<ProxiedStep>();
        for (var header = MultiHeader.Read(ref reader); !header.IsEnd; header = MultiHeader.Read(ref reader))
        {
            steps.Add(new ProxiedStep((RequestKind)header.OpCode, ReadStepPath(header.OpCode, ref reader)));
        }

        return steps;
    }

    private static string ReadStepPath(OpCode opCode, ref JuteReader reader) => opCode switch
    {
        OpCode.Delete or OpCode.Check => PathVersion.Read(ref reader).Path.ToString(),
        OpCode.SetData => SetDataRequest.Read(ref reader).Path,
        OpCode.Create or OpCode.Create2 or OpCode.CreateContainer => CreateRequest.Read(ref reader).Path,
        _ => throw new ProtocolException($"A step of kind {opCode} in a multi."),
    };
}
