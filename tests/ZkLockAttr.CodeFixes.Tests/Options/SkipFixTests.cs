using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Options;

/// <summary>ZKL0303: Skip gets its time-out, or goes.</summary>
public class SkipFixTests
{
    private const string Id = "ZKL0303";

    [Theory]
    [InlineData("OnTimeout = OnTimeout.Skip", "OnTimeout = OnTimeout.Skip, Timeout = \"0s\"")]
    [InlineData("OnTimeout = OnTimeout.Skip, Body = \"RunCore\"", "OnTimeout = OnTimeout.Skip, Body = \"RunCore\", Timeout = \"0s\"")]
    [InlineData("OnTimeout = OnTimeout.Skip, Timeout = null", "OnTimeout = OnTimeout.Skip, Timeout = \"0s\"")]
    public Task A_timeout_is_added(string before, string after) => Fixed.ByOne(new SkipFix(), Id, InService("void", before), InService("void", after));

    [Fact]
    public Task Of_a_semaphore() => Fixed.ByOne(
        new SkipFix(),
        Id,
        InService("void", "OnTimeout = OnTimeout.Skip").Replace("DistributedLock(\"a\"", "DistributedSemaphore(\"a\", 3", StringComparison.Ordinal),
        InService("void", "OnTimeout = OnTimeout.Skip, Timeout = \"0s\"").Replace("DistributedLock(\"a\"", "DistributedSemaphore(\"a\", 3", StringComparison.Ordinal));

    [Fact]
    public Task Of_several_locks() => Fixed.ByOne(
        new SkipFix(), Id, InService("void", "\"b\", OnTimeout = OnTimeout.Skip"), InService("void", "\"b\", OnTimeout = OnTimeout.Skip, Timeout = \"0s\""));

    [Fact]
    public Task Skip_is_removed_instead() => Fixed.ByOne(
        new SkipFix(), Id, InService("void", "OnTimeout = OnTimeout.Skip, Body = \"RunCore\""), InService("void", "Body = \"RunCore\""), "Remove Skip");

    [Fact]
    public Task Skip_without_an_answer_is_removed() => Fixed.ByOne(
        new SkipFix(), Id, InService("int", "Timeout = \"5s\", OnTimeout = OnTimeout.Skip"), InService("int", "Timeout = \"5s\""),
        title: "Remove Skip: throw when the time runs out");

    [Fact]
    public async Task What_is_offered() => Assert.Equal(
        ["Add 'Timeout = \"0s\"': try once", "Remove Skip: wait for the lock"],
        await Fixed.Titles(new SkipFix(), Id, InService("void", "OnTimeout = OnTimeout.Skip")));

    [Fact]
    public Task All_at_once() => Fixed.All(
        new SkipFix(),
        Id,
        FixAllScope.Project,
        [InService("void", "OnTimeout = OnTimeout.Skip"), InService("Task", "OnTimeout = OnTimeout.Skip").Replace("Service", "Other", StringComparison.Ordinal)],
        [
            InService("void", "OnTimeout = OnTimeout.Skip, Timeout = \"0s\""),
            InService("Task", "OnTimeout = OnTimeout.Skip, Timeout = \"0s\"").Replace("Service", "Other", StringComparison.Ordinal),
        ]);

    private static string InService(string result, string arguments) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a", {{arguments}})] public partial {{result}} Run();
            private {{result}} RunCore() => throw new NotSupportedException();
        }
        """;
}
