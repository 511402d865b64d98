using System.Text.RegularExpressions;
using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests.Consumers;

/// <summary>What README.md has a newcomer do, with the packages, in a project as <c>dotnet new console</c> makes it.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public partial class ReadmeTests(PackedPackages packages)
{
    [Fact]
    public async Task The_five_minutes_of_the_readme_lead_where_it_says()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var section = readme[readme.IndexOf("## Five minutes", StringComparison.Ordinal)..];
        var program = Code().Match(section).Groups["text"].Value;
        var consumer = new Consumer(packages);

        consumer.With("Hello", consumer.Package("ZkLockAttr") + consumer.Package("ZkLockAttr.Testing"), program);
        (await consumer.BuildAsync("Hello")).Succeeded();
        Assert.Equal(Output().Match(section).Groups["text"].Value, (await consumer.RunAsync("Hello")).Succeeded());

        consumer.With("Hello", consumer.Package("ZkLockAttr") + consumer.Package("ZkLockAttr.Testing"), program.Replace("\"till\"", "\"till/{custmer}\"", StringComparison.Ordinal));
        Assert.Contains("did you mean '{customer}'?", (await consumer.BuildAsync("Hello")).Failed(), StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("```text\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Output();
}
