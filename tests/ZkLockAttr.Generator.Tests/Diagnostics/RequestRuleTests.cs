using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0302 and ZKL0309, and what the rules of names and options mean for several names and for semaphores.</summary>
public class RequestRuleTests
{
    [Theory]
    [InlineData("\"a\", {|ZKL0302:0|}", "0")]
    [InlineData("\"a\", {|ZKL0302:-3|}", "-3")]
    [InlineData("\"a\", {|ZKL0302:Count - 3|}", "0")]
    [InlineData("maxCount: {|ZKL0302:0|}, name: \"a\"", "0")]
    public async Task A_count_below_one(string arguments, string count)
    {
        var diagnostics = await OnSemaphore(arguments);
        Assert.Equal(
            $"'RunAsync' cannot take a semaphore of {count}: write how many can hold it at the same time, at least 1",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"a\", 1")]
    [InlineData("\"a\", Count")]
    [InlineData("maxCount: int.MaxValue, name: \"a\"")]
    public Task A_good_count(string arguments) => OnSemaphore(arguments);

    [Theory]
    [InlineData("\"a\"", "LockHandle handle", "its body 'RunAsyncCore' takes a LockHandle, whose fencing token would be that of the call before; remove one of them")]
    [InlineData("\"a\", \"b/{id}\"", "", "it takes 2 locks together, which are never kept; remove Retain, or take one lock")]
    [InlineData("\"a\", \"a\"", "LockHandle handle", "it takes 2 locks together, which are never kept; remove Retain, or take one lock")]
    public async Task A_lock_that_cannot_be_retained(string names, string more, string message)
    {
        var diagnostics = await OnLock($"{names}, Retain = {{|ZKL0309:\"10s\"|}}", more);
        Assert.Equal($"'RunAsync' cannot have Retain: {message}", Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"a\", Retain = \"10s\"", "")]
    [InlineData("\"a\", Retain = \"10s\"", "CancellationToken lost")]
    [InlineData("\"a\", Retain = \"10s\", Mode = LockMode.Shared, HoldAtLeast = \"1s\"", "")]
    [InlineData("\"a\", Retain = \"0s\"", "LockHandle handle")]
    [InlineData("\"a\", HoldAtLeast = \"10s\"", "LockHandle handle")]
    [InlineData("\"a\", \"b\", HoldAtLeast = \"10s\"", "")]
    public Task A_lock_that_can(string arguments, string more) => OnLock(arguments, more);

    [Theory]
    [InlineData("Retain")]
    [InlineData("HoldAtLeast")]
    public async Task An_unreadable_duration(string option)
    {
        var diagnostics = await OnLock($"\"a\", {option} = {{|ZKL0301:\"soon\"|}}");
        Assert.Equal(
            $"The {option} \"soon\" of 'RunAsync' cannot be read: write an integer and ms, s, m or h, at most 24 days, as in \"250ms\"",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Every_option_is_told_what_is_wrong_with_it() => Assert.Equal(
        4,
        (await OnLock("\"a\", Timeout = {|ZKL0301:\"1\"|}, Retain = {|ZKL0301:\"2\"|}, HoldAtLeast = {|ZKL0301:\"3\"|}, Provider = {|ZKL0305:\"nobody\"|}")).Count);

    [Theory]
    [InlineData("\"a/{|ZKL0201:{x}|}\", \"b\", \"c/{|ZKL0203:{Id}|}\"")]
    [InlineData("\"{id}\", @\"{|ZKL0202:{|}id\"")]
    [InlineData("\"a\", {|ZKL0210:\"/b\"|}, {|ZKL0210:\"\"|}, {|ZKL0210:null!|}")]
    [InlineData("\"a\", \"{|ZKL0211:{id}{id}|}\"")]
    [InlineData("\"a\", \"{|ZKL0205:{anything}|}\", \"{|ZKL0204:{anything.ToString}|}\"")]
    [InlineData("names: [\"a\", \"{|ZKL0201:{x}|}\"]")]
    [InlineData("new[] { \"a\", \"{|ZKL0201:{x}|}\" }")]
    [InlineData("new string[] { {|ZKL0210:\"/\"|}, \"{|ZKL0201:{x}|}\" }")]
    [InlineData("\"a\", {|ZKL0201:Prefix + \"{x}\"|}")]
    [InlineData("\"a\", \"a\" + \"b\", \"{|ZKL0201:{x}|}\", Timeout = \"1s\"")]
    public Task Each_of_several_names_is_read(string names) => OnLock(names);

    [Theory]
    [InlineData("\"a/{|ZKL0201:{x}|}\", 3")]
    [InlineData("{|ZKL0210:null!|}, 3")]
    [InlineData("maxCount: 3, name: \"a/{|ZKL0201:{x}|}\"")]
    [InlineData("name: {|ZKL0210:\"/\"|}, maxCount: {|ZKL0302:0|}")]
    [InlineData("\"a\", 3, Timeout = {|ZKL0301:\"soon\"|}, HoldAtLeast = {|ZKL0301:\"late\"|}")]
    [InlineData("\"a\", 3, OnTimeout = {|ZKL0303:OnTimeout.Skip|}")]
    [InlineData("\"a\", 3, Timeout = \"1s\", Fallback = {|ZKL0304:\"Nothing\"|}")]
    [InlineData("\"a\", 3, Provider = {|ZKL0305:\"nobody\"|}")]
    [InlineData("\"a\", 3, Body = {|ZKL0101:\"Nothing\"|}")]
    public Task A_semaphore_is_read_as_a_lock_is(string arguments) => OnSemaphore(arguments);

    [Theory]
    [InlineData("{|ZKL0210:DistributedLock|}")]
    [InlineData("{|ZKL0210:DistributedLock()|}")]
    [InlineData("{|ZKL0210:DistributedLock(Timeout = \"1s\")|}")]
    [InlineData("{|ZKL0210:DistributedLock(names: [])|}")]
    public async Task No_name(string attribute)
    {
        var diagnostics = await With(attribute);
        Assert.Equal("The lock name of 'RunAsync' is no ZooKeeper path: there is none", Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task More_names_than_one_request_can_have()
    {
        await OnLock(Names(128));
        var diagnostics = await OnLock($"{Names(128)}, {{|ZKL0210:\"last\"|}}");
        Assert.EndsWith(
            "there are 129 of them, and at most 128 locks can be taken together", Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Names(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"n{i}\""));

    private static Task<IReadOnlyList<Diagnostic>> OnLock(string arguments, string more = "") => With($"DistributedLock({arguments})", more);

    private static Task<IReadOnlyList<Diagnostic>> OnSemaphore(string arguments) => With($"DistributedSemaphore({arguments})");

    private static Task<IReadOnlyList<Diagnostic>> With(string attribute, string more = "") => Flagged.ByAnalyzer($$"""
        #pragma warning disable CS9113
        public partial class Service(IDistributedLocks locks)
        {
            private const int Count = 3;
            private const string Prefix = "a/";
            [{{attribute}}] public partial Task<int> RunAsync(int id, object anything);
            private Task<int> RunAsyncCore(int id, object anything{{(more.Length > 0 ? ", " : "")}}{{more}}) => Task.FromResult(Count + Prefix.Length);
        }
        """);
}
