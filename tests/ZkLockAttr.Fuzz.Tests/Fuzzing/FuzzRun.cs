using System.Globalization;
using System.Runtime.InteropServices;
using ZkLockAttr.Fuzz.Tests.Corpus;

namespace ZkLockAttr.Fuzz.Tests.Fuzzing;

/// <summary>
/// Runs connections full of wrong frames. <c>ZKLOCK_SEED</c> and <c>ZKLOCK_FACTOR</c> choose other ones and more of them; a failure names its seed and
/// its connection, and gives the line to keep in <c>Corpus/found.txt</c>.
/// </summary>
internal static class FuzzRun
{
    // What a decoder may allocate at a time: some buffers, and some times what it was sent.
    private const int MostForOneRead = 64 * 1024;
    private const int MostForOneByte = 64;

    // Far more than it takes: a decoder that hangs fails its test, rather than stop the run.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static int Seed { get; } = Number("ZKLOCK_SEED");

    public static int Factor { get; } = Number("ZKLOCK_FACTOR");

    /// <summary>Runs connections, on a thread of its own, until their targets have read so many frames.</summary>
    /// <param name="frames">How many frames.</param>
    /// <param name="connect">Makes the target of one connection, and what it is sent; the first frames of it are right ones, which do not count.</param>
    /// <returns>How many connections there were, and how many of them were closed.</returns>
    public static (int Connections, int Closed) Of(int frames, Func<Random, (ITarget Target, IEnumerable<byte[]> Frames, int Right)> connect)
    {
        var (connections, closed, remaining) = (0, 0, (long)frames * Factor);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            for (; remaining > 0 && failure is null; connections++)
            {
                var random = new Random(HashCode(Seed, connections));
                var sent = new List<byte>();
                try
                {
                    var (target, toSend, right) = connect(random);
                    remaining -= Math.Max(Feed(target, toSend, random, sent) - right, 0);
                    closed += target.IsClosed ? 1 : 0;
                }
                catch (Exception exception)
                {
                    failure = new InvalidOperationException(
                        $"Seed {Seed}, connection {connections}: {exception.Message}\nFor the corpus: {Convert.ToHexStringLower([.. sent])}", exception);
                }
            }
        });
        thread.IsBackground = true;
        thread.Start();
        Assert.True(thread.Join(Limit), $"Seed {Seed}: it hangs at connection {connections}");
        return failure is null ? (connections, closed) : throw failure;
    }

    /// <summary>Sends frames to a target, in pieces as a network might make them, until it has had enough; and then one more.</summary>
    /// <returns>How many frames it took to close it, or all.</returns>
    public static int Feed(ITarget target, IEnumerable<byte[]> frames, Random random, List<byte> sent)
    {
        var count = 0;
        var unsent = 0;
        foreach (var frame in frames)
        {
            sent.AddRange(frame);
            count++;

            // The end of a frame often comes with the beginning of the next.
            var end = sent.Count - (random.Next(3) == 0 ? random.Next(frame.Length + 1) : 0);
            unsent += Send(target, sent, unsent, end, random);
            if (target.IsClosed)
            {
                break;
            }
        }

        Send(target, sent, unsent, sent.Count, random);
        if (target.IsClosed)
        {
            Assert.NotNull(target.Reason);
            var progress = target.Progress;
            target.Receive(KeptCorpus.Requests[0]);
            Assert.True(target.Progress == progress, "something was done after the end");
        }

        return count;
    }

    private static int Send(ITarget target, List<byte> bytes, int start, int end, Random random)
    {
        for (var at = start; at < end;)
        {
            var length = Math.Min(random.Next(4) == 0 ? random.Next(1, 8) : end - at, end - at);
            var piece = CollectionsMarshal.AsSpan(bytes).Slice(at, length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            target.Receive(piece);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= MostForOneRead + ((long)MostForOneByte * end), $"{allocated} bytes allocated for {length} received");
            at += length;
        }

        return Math.Max(end - start, 0);
    }

    private static int HashCode(int seed, int connection) => unchecked((seed * 1_000_003) + connection);

    private static int Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
}
