using System.Text.RegularExpressions;
using Xunit.Abstractions;
using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests.Consumers;

/// <summary>The five minutes that the package's README promises a newcomer: its commands and its program, in an empty folder.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public partial class FirstStepsTests(PackedPackages packages, ITestOutputHelper transcript)
{
    private readonly Consumer _consumer = new(packages);
    private string _current = "";

    [Fact]
    public async Task The_readmes_commands_and_program_give_what_it_shows()
    {
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "ZkLockAttr", "README.md")))
            .Select(block => (Language: block.Groups[1].Value, Text: block.Groups[2].Value)).ToArray();
        Assert.Equal(["sh", "csharp", "sh", "text"], blocks.Select(block => block.Language));

        await EnterAsync(blocks[0].Text);
        await File.WriteAllTextAsync(Path.Combine(_consumer.Folder, _current, "Program.cs"), blocks[1].Text);

        Assert.Equal(blocks[3].Text, await EnterAsync(blocks[2].Text));
    }

    private async Task<string> EnterAsync(string commands)
    {
        var text = "";
        foreach (var command in commands.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            transcript.WriteLine("$ " + command);
            var words = command.Split(' ');
            if (words is ["cd", var folder])
            {
                _current = folder;
                continue;
            }

            // Those of this run are pre-releases, which are taken only by their version.
            Assert.Equal("dotnet", words[0]);
            var version = words is ["dotnet", "add", "package", ..] ? ["--version", packages.Version] : Array.Empty<string>();
            text = (await _consumer.DotNetAsync([.. words[1..], .. version], _current)).Succeeded();
            Assert.DoesNotContain("warn", text, StringComparison.Ordinal);
            transcript.WriteLine(text.TrimEnd());
        }

        return text;
    }

    [GeneratedRegex("""^```(\w*)\n(.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
