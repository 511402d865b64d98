namespace ZkLockAttr.Package.Tests;

/// <summary>A project reference carries no analyzers, as the package does: in this repository they are added, or a project would be compiled without the generator.</summary>
[Trait("Category", "Build")]
public sealed class ProjectReferenceTests : IDisposable
{
    private static readonly string[] Ours = ["ZkLockAttr.Generator", "ZkLockAttr.CodeFixes"];

    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-projects").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_test_and_sample_that_references_the_locks_is_compiled_with_generator_and_fixes()
    {
        var users = (await ReadProjectsAsync()).Where(project => project.References.Contains("ZkLockAttr")).ToList();

        Assert.Contains(users, project => project.Name == "QuickStart");
        Assert.Contains(users, project => project.Name == "ZkLockAttr.Tests");
        Assert.All(users, project => Assert.Equal(Ours, Ours.Intersect(project.Analyzers)));
    }

    /// <summary>One MSBuild for all projects, which resolves their references and builds nothing.</summary>
    private async Task<IEnumerable<ReadProject>> ReadProjectsAsync()
    {
        var told = Path.Combine(_folder, "Tell.targets");
        await File.WriteAllTextAsync(told, """
            <Project>
              <Target Name="Tell" DependsOnTargets="ResolveProjectReferences">
                <Message Importance="high" Text="told|$(MSBuildProjectName)|@(ProjectReference->'%(Filename)')|@(Analyzer->'%(Filename)')" />
              </Target>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "All.proj"), $"""
            <Project>
              <ItemGroup>
                <Listed Include="{Repository.Root}/tests/*/*.csproj;{Repository.Root}/samples/*/*.csproj" />
              </ItemGroup>
              <Target Name="TellAll">
                <MSBuild Projects="@(Listed)" Targets="Tell" Properties="CustomAfterMicrosoftCommonTargets={told};BuildProjectReferences=false" />
              </Target>
            </Project>
            """);

        var output = (await DotNet.RunAsync(_folder, ["msbuild", "All.proj", "-t:TellAll", "-nologo", "-m:1"])).Succeeded();
        return
            from line in output.Split('\n', StringSplitOptions.TrimEntries)
            let parts = line.Split('|')
            where parts[0] == "told"
            select new ReadProject(parts[1], parts[2].Split(';'), parts[3].Split(';'));
    }

    private sealed record ReadProject(string Name, string[] References, string[] Analyzers);
}
