using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Tests;

public sealed class RoundsTests
{
    private readonly List<string> _turns = [];

    [Fact]
    public async Task Opponents_have_their_turns_one_after_the_other_and_another_one_begins_each_round()
    {
        await Rounds.RunAsync(Options(3), new Work("lock"), Opponent("a", 1, 1, 1), Opponent("b", 1, 1, 1), Opponent("c", 1, 1, 1));

        Assert.Equal(["a", "b", "c", "b", "c", "a", "c", "a", "b"], _turns);
    }

    [Fact]
    public async Task Each_warms_up_before_the_first_turn_in_pieces_and_that_does_not_count()
    {
        var warm = new ScriptedOpponent("a", _turns, 100, 100, 4) { WarmUpCycles = 400 };

        var rounds = await Rounds.RunAsync(Options(1), new Work("lock"), warm, Opponent("b", 2));

        Assert.Equal(["a 250", "a 150", "a", "b"], _turns);
        Assert.Equal(4, rounds.Median(warm, batch => batch.CycleMedian));
    }

    [Fact]
    public async Task What_counts_is_the_median_of_the_rounds()
    {
        var opponent = Opponent("a", 5, 100, 1);

        var rounds = await Rounds.RunAsync(Options(3), new Work("lock"), opponent);

        Assert.Equal(5, rounds.Median(opponent, batch => batch.CycleMedian));
        Assert.Equal(200, rounds.Median(opponent, batch => batch.CyclesPerSecond), precision: 6);
    }

    [Fact]
    public async Task A_ratio_compares_the_two_within_each_round()
    {
        // Twice as slow in each round but one; the medians of both would give 1.
        var one = Opponent("a", 2, 20, 10);
        var other = Opponent("b", 1, 10, 100);

        var rounds = await Rounds.RunAsync(Options(3), new Work("lock"), one, other);

        Assert.Equal(2, rounds.Ratio(one, other, batch => batch.CycleMedian));
    }

    [Fact]
    public async Task The_table_has_a_row_for_each()
    {
        var rounds = await Rounds.RunAsync(Options(1), new Work("lock"), Opponent("somebody", 0.5), Opponent("b", 20));

        Assert.Equal(
            [
                "            acquire p50 ms  cycle p50 ms  cycle p99 ms  cycles/s",
                "  somebody           0.250         0.500         0.500     2,000",
                "  b                   10.0          20.0          20.0      50.0",
            ],
            rounds.ToTable().ToString().Split('\n'));
    }

    private static BenchmarkOptions Options(int rounds) => new() { GivenRounds = rounds };

    private ScriptedOpponent Opponent(string name, params double[] milliseconds) => new(name, _turns, milliseconds);
}
