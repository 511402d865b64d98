using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Naming;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Naming;

/// <summary>ZKL0211: something stands between the placeholders.</summary>
public class PartPlaceholdersFixTests
{
    private const string Id = "ZKL0211";

    [Theory]
    [InlineData("\"{a}{b}\"", "\"{a}/{b}\"", "Put '/' between the placeholders")]
    [InlineData("\"{a}{b}\"", "\"{a}-{b}\"", "Put '-' between the placeholders")]
    [InlineData("@\"x/{a}{b:D}{a}/{a}{a}\"", "@\"x/{a}-{b:D}-{a}/{a}-{a}\"", "Put '-' between the placeholders")]
    [InlineData("\"\\u0041{a}{b}\"", "\"\\u0041{a}/{b}\"", null)]
    public Task Between_all_that_touch(string before, string after, string? key) =>
        Fixed.ByOne(new PartPlaceholdersFix(), Id, InService(before), InService(after), key);

    [Fact]
    public Task All_at_once() => Fixed.All(
        new PartPlaceholdersFix(), Id, FixAllScope.Project, [InService("\"{a}{b}{a}\"")], [InService("\"{a}-{b}-{a}\"")], "Put '-' between the placeholders");

    [Theory]
    [InlineData("Name")]
    [InlineData("\"{a}\" + \"{b}\"")]
    public Task No_fix_where_the_name_is_put_together(string name) => Fixed.NotOffered(new PartPlaceholdersFix(), Id, InService(name));

    private static string InService(string name) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            public const string Name = "{a}{b}";
            [DistributedLock({{name}})] public partial void Run(int a, int b);
            private void RunCore(int a, int b) { }
        }
        """;
}
