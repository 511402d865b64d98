using Xunit.Abstractions;
using ZkLockAttr.Fuzz.Tests.Corpus;
using ZkLockAttr.Fuzz.Tests.Fuzzing;

namespace ZkLockAttr.Fuzz.Tests;

/// <summary>The client survives whatever a server says, and says itself what was wrong with it.</summary>
public sealed class ClientFuzzTests(ITestOutputHelper output)
{
    private const int Frames = 400_000;

    [Fact]
    public void Wrong_answers_close_the_connection_for_a_reason()
    {
        var (connections, closed) = FuzzRun.Of(Frames, random =>
        {
            var mutator = new Mutator(random, KeptCorpus.Answers);

            // Right answers lead to where the wrong ones begin.
            var first = random.Next(ClientTarget.Answers.Count);
            return (new ClientTarget(), ClientTarget.Answers.Select((answer, i) => i < first ? answer : mutator.Next(answer)), first);
        });

        output.WriteLine($"{Frames * FuzzRun.Factor} answers, seed {FuzzRun.Seed}: {connections} connections, {closed} closed");
        Assert.InRange(closed, connections / 2, connections);
    }

    [Fact]
    public void Right_answers_are_all_taken()
    {
        var target = new ClientTarget();

        foreach (var answer in ClientTarget.Answers)
        {
            Assert.False(target.IsClosed, target.Reason);
            target.Receive(answer);
        }

        Assert.Equal("the session was closed on request", target.Reason);
    }

    [Theory]
    [InlineData("7fffffff", "A frame of 2147483647 bytes")]
    [InlineData("80000000", "A frame of -2147483648 bytes")]
    [InlineData("01000001", "A frame of 16777217 bytes")]
    [InlineData("0000000c00000000000027107fffffff", "ends")]
    public void An_absurd_length_is_told(string bytes, string reason)
    {
        var target = new ClientTarget();

        target.Receive(Convert.FromHexString(bytes));

        Assert.Contains(reason, target.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_found_once_does_no_harm_again() =>
        Assert.All(KeptCorpus.Found.Where(found => found.Side == Side.Client), found => FuzzRun.Feed(new ClientTarget(), [found.Bytes], new Random(1), []));
}
