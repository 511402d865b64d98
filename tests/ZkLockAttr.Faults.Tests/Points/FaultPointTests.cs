using System.Globalization;
using Xunit.Abstractions;
using ZkLockAttr.Faults.Tests.Driver;

namespace ZkLockAttr.Faults.Tests.Points;

/// <summary>
/// Connections break at every byte of every operation, in both directions and every manner. To repeat a point that failed alone, set
/// <c>ZKLOCK_FAULT_POINT</c> as the failure says.
/// </summary>
public sealed class FaultPointTests(ITestOutputHelper output)
{
    private const int FirstCutsPerScript = 150;
    private const int SecondCutsPerFirst = 20;

    private static readonly string? Wanted = Environment.GetEnvironmentVariable("ZKLOCK_FAULT_POINT");
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("ZKLOCK_SEED") ?? "1", CultureInfo.InvariantCulture);
    private static readonly int Factor = int.Parse(Environment.GetEnvironmentVariable("ZKLOCK_FACTOR") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public void Whatever_byte_a_connection_breaks_at_the_lock_is_taken_and_released()
    {
        var coverage = new Coverage();
        var points = new List<FaultPoint>();
        foreach (var script in Script.All)
        {
            var tape = Record(new FaultPoint(script));
            foreach (var direction in Enum.GetValues<Direction>())
            {
                for (var offset = 0; offset < tape.Of(direction).Count; offset++)
                {
                    foreach (var manner in Manner.Of(direction))
                    {
                        coverage.Add(direction, tape.Of(direction)[offset]);
                        points.Add(new FaultPoint(script, new Cut(direction, offset, manner)));
                    }
                }
            }
        }

        coverage.AssertHas(
            "Handshake", "Create", "CreateContainer", "GetChildren2", "GetData", "Multi", "Ping", "Delete", "CloseSession");
        Play(points, coverage);
    }

    /// <summary>The second break also hits what the process does about the first: attaching again, looking for the node of a lost answer.</summary>
    [Fact]
    public void Two_breaks_in_a_row_do_no_more_harm_than_one()
    {
        var random = new Random(Seed);
        var coverage = new Coverage();
        var points = new List<FaultPoint>();
        foreach (var script in Script.All)
        {
            var clean = Record(new FaultPoint(script));
            for (var i = 0; i < FirstCutsPerScript * Factor; i++)
            {
                var first = Draw(random, clean, (0, 0))!.Value;
                var plan = new FaultPlan(first);
                var tape = new Tape();
                script.Run(plan, tape);
                for (var j = 0; j < SecondCutsPerFirst; j++)
                {
                    if (Draw(random, tape, plan.PassedBefore) is { } second)
                    {
                        coverage.Add(second.Direction, tape.Of(second.Direction)[second.Offset]);
                        points.Add(new FaultPoint(script, first, second));
                    }
                }
            }
        }

        coverage.AssertHas("Sync");
        output.WriteLine($"seed {Seed}");
        Play(points, coverage);
    }

    [Fact]
    public void A_fault_point_is_read_as_it_is_written()
    {
        var point = new FaultPoint(
            Script.All[1], new Cut(Direction.ToServer, 12, Manner.OfRequests[3]), new Cut(Direction.ToClient, 34, Manner.OfReplies[2]));

        Assert.Equal("wait behind one; ToServer 12 3; ToClient 34 2", point.ToString());
        Assert.Equal(point.ToString(), FaultPoint.Parse(point.ToString()).ToString());
    }

    private void Play(IReadOnlyList<FaultPoint> points, Coverage coverage)
    {
        var longest = Playing.All(Wanted is null ? points : [FaultPoint.Parse(Wanted)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{coverage.Total} fault points; the longest wait took {longest.TotalSeconds:0.###} s of virtual time"));
        output.WriteLine(coverage.ToString());
    }

    private static Tape Record(FaultPoint point)
    {
        var tape = new Tape();
        point.Run(tape);
        return tape;
    }

    private static Cut? Draw(Random random, Tape tape, (int ToServer, int ToClient) from)
    {
        var requests = tape.Of(Direction.ToServer).Count - from.ToServer;
        var replies = tape.Of(Direction.ToClient).Count - from.ToClient;
        if (requests + replies == 0)
        {
            return null;
        }

        var drawn = random.Next(requests + replies);
        var (direction, offset) = drawn < requests ? (Direction.ToServer, from.ToServer + drawn) : (Direction.ToClient, from.ToClient + drawn - requests);
        var manners = Manner.Of(direction);
        return new Cut(direction, offset, manners[random.Next(manners.Length)]);
    }
}
