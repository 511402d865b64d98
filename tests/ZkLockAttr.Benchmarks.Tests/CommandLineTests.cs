using System.CommandLine;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Tests;

public sealed class CommandLineTests
{
    private static readonly IBenchmark[] Benchmarks = [new NamedBenchmark("one"), new NamedBenchmark("two")];
    private static readonly IBenchmark Plot = new NamedBenchmark("plot");

    private IReadOnlyList<IBenchmark> _chosen = [];
    private BenchmarkOptions _options = new();

    [Fact]
    public async Task All_are_run_but_the_plot()
    {
        await RunAsync("all");

        Assert.Equal(["one", "two"], _chosen.Select(benchmark => benchmark.Name));
    }

    [Fact]
    public async Task Those_that_are_named_are_run_once_each_and_in_their_usual_order()
    {
        await RunAsync("plot", "two", "one", "two");

        Assert.Equal(["one", "two", "plot"], _chosen.Select(benchmark => benchmark.Name));
    }

    [Fact]
    public async Task The_exit_code_is_that_of_the_run()
    {
        Assert.Equal(7, await RunAsync("one"));
    }

    [Fact]
    public async Task What_is_not_said_is_as_usual()
    {
        await RunAsync("one");

        Assert.Equal(new BenchmarkOptions(), _options);
        Assert.Equal(7, _options.Rounds);
    }

    [Fact]
    public async Task What_is_said_is_done()
    {
        await RunAsync("one", "--ensemble", "--rtt", "1ms", "--fsync", "on", "--rounds", "4", "--quick");

        Assert.Equal(
            new BenchmarkOptions { Ensemble = true, Rtt = TimeSpan.FromMilliseconds(1), Fsync = true, GivenRounds = 4, Quick = true }, _options);
    }

    [Fact]
    public async Task Quick_runs_have_fewer_rounds_unless_their_number_is_given()
    {
        await RunAsync("one", "--quick");
        Assert.Equal(3, _options.Rounds);

        await RunAsync("one", "--quick", "--rounds", "5");
        Assert.Equal(5, _options.Rounds);
    }

    [Theory]
    [InlineData("1ms", 1000)]
    [InlineData("250us", 250)]
    [InlineData("0.5s", 500_000)]
    [InlineData("1.5ms", 1500)]
    public async Task Times_have_a_unit(string text, int microseconds)
    {
        await RunAsync("one", "--rtt", text);

        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), _options.Rtt);
    }

    [Theory]
    [InlineData("'three'", "three")]
    [InlineData("'1' is no time", "one", "--rtt", "1")]
    [InlineData("'-1ms' is no time", "one", "--rtt", "-1ms")]
    [InlineData("'0' rounds", "one", "--rounds", "0")]
    [InlineData("'many' rounds", "one", "--rounds", "many")]
    [InlineData("write one of them", "one", "--zookeeper", "127.0.0.1:2181", "--ensemble")]
    [InlineData("maybe", "one", "--fsync", "maybe")]
    [InlineData("benchmark")]
    public void What_cannot_be_is_told_and_nothing_is_run(string told, params string[] arguments)
    {
        var parsed = Create().Parse(arguments);

        Assert.Contains(parsed.Errors, error => error.Message.Contains(told, StringComparison.Ordinal));
    }

    private Task<int> RunAsync(params string[] arguments) => Create().Parse(arguments).InvokeAsync();

    private RootCommand Create() => CommandLine.Create(Benchmarks, Plot, (chosen, options) =>
    {
        (_chosen, _options) = (chosen, options);
        return Task.FromResult(7);
    });
}
