using System.Buffers.Binary;
using Xunit.Abstractions;
using ZkLockAttr.Faults.Tests.Driver;
using ZkLockAttr.Fuzz.Tests.Corpus;
using ZkLockAttr.Fuzz.Tests.Fuzzing;

namespace ZkLockAttr.Fuzz.Tests;

/// <summary>
/// Locks are taken and released while single frames between their process and the servers are changed. They cannot be right then, but nothing may break,
/// and when the frames are right again so must be the locks.
/// </summary>
public sealed class ConversationFuzzTests(ITestOutputHelper output)
{
    private const int Conversations = 3000;
    private const double ChangedShare = 0.1;
    private const int HandshakeAnswer = 41;

    private static readonly TimeSpan Changing = World.SessionTimeout;

    [Fact]
    public void Locks_survive_wrong_frames_and_work_again_behind_them()
    {
        var changed = 0;
        Parallel.For(0, Conversations * FuzzRun.Factor, i =>
        {
            try
            {
                Interlocked.Add(ref changed, Converse(new Random(unchecked((FuzzRun.Seed * 1_000_003) + i))));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {FuzzRun.Seed}, conversation {i}: {exception.Message}", exception);
            }
        });

        output.WriteLine($"{Conversations * FuzzRun.Factor} conversations, {changed} changed frames, seed {FuzzRun.Seed}");
    }

    private static int Converse(Random random)
    {
        var world = new World(new FaultPlan());
        var process = new Process(world, isUnderTest: true);
        var other = new Process(world, isUnderTest: false);
        var changed = 0;
        world.Tampering = (_, bytes) => Change(bytes, random, ref changed);

        string[] paths = ["/locks/a", "/locks/b/c"];
        var callers = new List<Caller>();
        for (var end = world.Now + Changing; world.Now < end;)
        {
            callers.Add(Caller.Ask(world, random.Next(3) == 0 ? other : process, paths[random.Next(2)], random.Next(3) == 0 ? TimeSpan.FromSeconds(1) : null));
            world.Run(TimeSpan.FromMilliseconds(random.Next(1500)));
            callers[random.Next(callers.Count)].Leave();
        }

        // Below a node that no changed request has made. What the process was told may have cost it a session, and the time until it noticed.
        world.Tampering = static (_, bytes) => bytes;
        callers.ForEach(caller => caller.Leave());
        Caller.Ask(world, process, "/fresh/new").Hold().Release();
        process.Close();
        other.Close();
        return changed;
    }

    private static byte[] Change(byte[] bytes, Random random, ref int changed)
    {
        var mutator = new Mutator(random, KeptCorpus.Answers);
        var frames = new List<byte>();
        for (var start = 0; start + sizeof(int) <= bytes.Length;)
        {
            var length = sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(start));
            var frame = bytes[start..Math.Min(start + length, bytes.Length)];
            start += length;

            // Not what grants a session: whom a server promises weeks waits for weeks.
            if (frame.Length != HandshakeAnswer && random.NextDouble() < ChangedShare)
            {
                frame = mutator.Next(frame);
                changed++;
            }

            frames.AddRange(frame);
        }

        return [.. frames];
    }
}
