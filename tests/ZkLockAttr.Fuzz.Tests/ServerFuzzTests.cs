using Xunit.Abstractions;
using ZkLockAttr.Fuzz.Tests.Corpus;
using ZkLockAttr.Fuzz.Tests.Fuzzing;
using ZkLockAttr.Testing;
using ZkLockAttr.Testing.Faults;

namespace ZkLockAttr.Fuzz.Tests;

/// <summary>The server survives whatever a client sends.</summary>
public sealed class ServerFuzzTests(ITestOutputHelper output)
{
    private const int Frames = 600_000;
    private const int LongestConnection = 16;

    // Connections share a server, so that they meet what others have left; not for ever, or its tree would grow.
    private const int ConnectionsPerServer = 200;

    [Fact]
    public void Wrong_requests_are_refused_or_close_the_connection()
    {
        var server = ServerTarget.NewServer();
        var count = 0;
        ServerTarget? last = null;
        var (connections, closed) = FuzzRun.Of(Frames, random =>
        {
            last?.Close();
            if (++count % ConnectionsPerServer == 0)
            {
                server = ServerTarget.NewServer();
                if (count % 2 == 0)
                {
                    // Requests are described to faults as well.
                    server.State.Faults.Add(new ServerFault(FaultKind.DropBeforeApply, static _ => false, int.MaxValue, static _ => { }));
                }
            }

            var mutator = new Mutator(random, KeptCorpus.Requests);
            var connect = KeptCorpus.Requests[0];
            var isRight = random.Next(10) > 0;
            var frames = new List<byte[]> { isRight ? connect : mutator.Next(connect) };
            for (var i = random.Next(1, LongestConnection); i > 0; i--)
            {
                frames.Add(mutator.Next(KeptCorpus.Requests[random.Next(1, KeptCorpus.Requests.Count)]));
            }

            return (last = new ServerTarget(server), frames, isRight ? 1 : 0);
        });

        output.WriteLine($"{Frames * FuzzRun.Factor} requests, seed {FuzzRun.Seed}: {connections} connections, {closed} closed");
        Assert.InRange(closed, connections / 4, connections);
    }

    [Theory]
    [InlineData("7fffffff")]
    [InlineData("80000000")]
    [InlineData("00100000")]
    [InlineData("0000000400000000")]
    public void An_absurd_length_closes_the_connection(string bytes)
    {
        var target = new ServerTarget(ServerTarget.NewServer());

        target.Receive(Convert.FromHexString(bytes));

        Assert.True(target.IsClosed);
    }

    [Fact]
    public void What_was_found_once_does_no_harm_again() =>
        Assert.All(KeptCorpus.Found.Where(found => found.Side == Side.Server), found => FuzzRun.Feed(new ServerTarget(ServerTarget.NewServer()), [found.Bytes], new Random(1), []));
}
