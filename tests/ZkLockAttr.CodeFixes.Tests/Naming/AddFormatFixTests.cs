using ZkLockAttr.CodeFixes.Naming;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Naming;

/// <summary>ZKL0208: a date is written with all that it has.</summary>
public class AddFormatFixTests
{
    private const string Id = "ZKL0208";

    [Theory]
    [InlineData("\"days/{day}\"", "\"days/{day:O}\"")]
    [InlineData("\"{ day }/x\"", "\"{ day :O}/x\"")]
    [InlineData("\"{time}\"", "\"{time:O}\"")]
    [InlineData("\"{span.Start}/{day:yyyy}/{span.Id}\"", "\"{span.Start:O}/{day:yyyy}/{span.Id}\"")]
    [InlineData("\"{day}/{day:yyyy}/{day}\"", "\"{day:O}/{day:yyyy}/{day:O}\"")]
    [InlineData("\"\\u0041/{day}/{time}\"", "\"\\u0041/{day:O}/{time:O}\"")]
    [InlineData("\"\"\"{day}\"\"\"", "\"\"\"{day:O}\"\"\"")]
    public Task Where_there_is_no_format(string before, string after) => Fixed.ByOne(new AddFormatFix(), Id, Code(before), Code(after));

    [Fact]
    public async Task The_title_says_what_is_written() =>
        Assert.Equal(["Write '{span.Start:O}'"], await Fixed.Titles(new AddFormatFix(), Id, Code("\"{span.Start}\"")));

    [Fact]
    public Task All_at_once() => Fixed.InEveryScope(new AddFormatFix(), Id, Code("\"{day}/{time}\""), Code("\"{day:O}/{time:O}\""));

    [Theory]
    [InlineData("Name")]
    [InlineData("\"a/\" + \"{day}\"")]
    public Task No_fix_where_the_name_is_put_together(string name) => Fixed.NotOffered(new AddFormatFix(), Id, Code(name));

    private static string Code(string name) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            public const string Name = "{day}";

            public record Span(int Id, DateTime Start);

            [DistributedLock({{name}})] public partial Task RunAsync(DateTime day, TimeOnly time, Span span);

            private Task RunAsyncCore(DateTime day, TimeOnly time, Span span) => Task.CompletedTask;
        }
        """;
}
