using System.Text;

namespace ZkLockAttr.ZooKeeper.Wire.Records;

/// <summary>What the server calls a node that it has created: as it was asked to, with a number behind it where the mode is sequential.</summary>
internal static class CreatedPath
{
    /// <returns>The number; 0 where there is none.</returns>
    /// <exception cref="ProtocolException">It is another path than was asked for.</exception>
    public static int Read(ref JuteReader reader, string asked, CreateMode mode)
    {
        var bytes = reader.ReadText();
        Span<char> buffer = bytes.Length <= 512 ? stackalloc char[512] : new char[bytes.Length];
        ReadOnlySpan<char> path = buffer[..Encoding.UTF8.GetChars(bytes, buffer)];
        var isSequential = mode is CreateMode.PersistentSequential or CreateMode.EphemeralSequential;
        var number = 0;
        if (path.StartsWith(asked) && (isSequential ? SequentialPath.TryReadNumber(path[asked.Length..], out number) : path.Length == asked.Length))
        {
            return number;
        }

        throw new ProtocolException($"A node '{path}' was created where '{asked}' was asked for.");
    }
}
