using System.Buffers.Binary;

namespace ZkLockAttr.Fuzz.Tests.Corpus;

/// <summary>A request, and what came back up to its answer: events before it, too. Whole frames, with their lengths.</summary>
internal sealed record Exchange(string Name, byte[] Request, IReadOnlyList<byte[]> Answers)
{
    /// <summary>The answers, as if the request had been made under another number.</summary>
    public IEnumerable<byte[]> WithXid(int xid)
    {
        var answer = Answers[^1].ToArray();
        BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(sizeof(int)), xid);
        return [.. Answers.SkipLast(1), answer];
    }
}
