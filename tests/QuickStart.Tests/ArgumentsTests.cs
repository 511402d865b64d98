namespace QuickStart.Tests;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--workers 9 --runs 1 --steps-ms 10 --name a/b --zookeeper one:1,two,[::1]:3/chroot")]
    [InlineData("worker --zookeeper localhost:2181 --id A --name test")]
    public void Good_arguments_are_taken(string arguments) => Assert.Empty(Errors(arguments));

    [Theory]
    [InlineData("--workers 1", "--workers: '1' is not a whole number from 2 to 9.")]
    [InlineData("--workers 2.5", "--workers: '2.5' is not a whole number from 2 to 9.")]
    [InlineData("--runs none", "--runs: 'none' is not a whole number from 1 to 100.")]
    [InlineData("--steps-ms -5", "--steps-ms: '-5' is not a whole number from 10 to 10000.")]
    [InlineData("--zookeeper host:99999", "from 1 to 65535")]
    [InlineData("--zookeeper host:1/a//b", "'/a//b'")]
    [InlineData("--name \"\"", "the lock's name is empty")]
    [InlineData("--bogus", "'--bogus'")]
    [InlineData("worker --id A", "'--zookeeper' is required")]
    [InlineData("worker --zookeeper host:1", "'--id' is required")]
    public void A_wrong_argument_is_named(string arguments, string expected) => Assert.Contains(expected, Assert.Single(Errors(arguments)));

    private static List<string> Errors(string arguments) => [.. Arguments.Command().Parse(arguments).Errors.Select(error => error.Message)];
}
