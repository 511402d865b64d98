using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace ZkLockAttr.Generator.Tests.Harness;

/// <summary>The harness fails where it should: a guard that never fires is worse than none.</summary>
public sealed class HarnessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_snapshot_that_differs_fails_with_a_diff_and_keeps_what_was_received()
    {
        File.WriteAllText(Path.Combine(_folder, "C.M#a.g.verified.cs"), "one\ntwo\n");

        var failure = Assert.ThrowsAny<XunitException>(() => Match(new() { ["a"] = "one\n2\n" }, accept: false));
        Assert.Contains("- two\n+ 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal("one\n2\n", File.ReadAllText(Path.Combine(_folder, "C.M#a.g.received.cs")));
    }

    [Fact]
    public void A_new_snapshot_fails_until_it_is_accepted()
    {
        Assert.ThrowsAny<XunitException>(() => Match(new() { ["a"] = "new\n" }, accept: false));
        Match(new() { ["a"] = "new\n" }, accept: true);
        Match(new() { ["a"] = "new\n" }, accept: false);

        Assert.Equal(["C.M#a.g.verified.cs"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_snapshot_that_is_no_longer_written_fails()
    {
        File.WriteAllText(Path.Combine(_folder, "C.M#gone.g.verified.cs"), "");

        Assert.ThrowsAny<XunitException>(() => Match([], accept: false));
    }

    [Theory]
    [InlineData("1", null, true)]
    [InlineData("1", "false", true)]
    [InlineData("1", "true", false)]
    [InlineData("1", "True", false)]
    [InlineData("0", null, false)]
    [InlineData(null, null, false)]
    public void Snapshots_are_accepted_on_request_and_never_on_ci(string? accept, string? ci, bool expected) =>
        Assert.Equal(expected, Acceptance.IsAllowed(accept, ci));

    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        var tests = typeof(HarnessTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet();

        var owners = Directory.GetFiles(Snapshots.Folder).Select(path => Path.GetFileName(path)!).Where(name => name.EndsWith(Snapshots.Verified, StringComparison.Ordinal));
        Assert.All(owners, name => Assert.Contains(name[..name.IndexOf('#', StringComparison.Ordinal)], tests));
    }

    [Fact]
    public void The_guard_finds_a_symbol_however_deep()
    {
        var symbol = TestCompilation.Of("class C;").GetTypeByMetadataName("C")!;

        ObjectGraph.AssertHoldsNoCompilation(new { Text = "a", Numbers = new[] { 1 } });
        Assert.ThrowsAny<XunitException>(() => ObjectGraph.AssertHoldsNoCompilation(symbol));
        Assert.ThrowsAny<XunitException>(() => ObjectGraph.AssertHoldsNoCompilation(new { Deep = new List<object> { "a", new { symbol } } }));
        Assert.ThrowsAny<XunitException>(() => ObjectGraph.AssertHoldsNoCompilation(new { Place = Location.None }));
    }

    [Fact]
    public void Marks_are_found_where_they_are()
    {
        var (code, expected) = Markup.Parse("a {|ZKL1:{|ZKL2:bb|} c|} {|ZKL3:{|} d{|ZKL4:}|}");

        Assert.Equal("a bb c { d}", code);
        Assert.All(expected, mark => Assert.Equal(mark.Text, code.Substring(mark.Span.Start, mark.Span.Length)));
        Assert.Equal(["ZKL1", "ZKL2", "ZKL3", "ZKL4"], expected.Select(mark => mark.Id).Order());
    }

    private void Match(Dictionary<string, string> files, bool accept) => Snapshots.Match(_folder, "C.M", files, accept);
}
