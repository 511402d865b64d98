using System.Xml.Linq;

namespace ZkLockAttr.Package.Tests.Harness;

/// <summary>Projects in a folder outside of the repository and its settings, as a user has them, that get ours as packages.</summary>
internal sealed class Consumer
{
    /// <summary>The .NET host, of the version that this repository builds with.</summary>
    public static readonly string HostPackage = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
        .Where(package => package.Attribute("Include")!.Value == "Microsoft.Extensions.Hosting")
        .Select(package => $"""<PackageReference Include="Microsoft.Extensions.Hosting" Version="{package.Attribute("Version")!.Value}" />""")
        .Single();

    private readonly PackedPackages _packages;

    public Consumer(PackedPackages packages)
    {
        _packages = packages;
        Folder = packages.NewFolder();

        // The machine's own packages are read, so that nothing else need be downloaded; ours cannot be among them.
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{packages.Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                {(Directory.Exists(machine) ? $"""<add key="machine" value="{machine}" />""" : "")}
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Where the projects are, each in a folder of its own.</summary>
    public string Folder { get; }

    /// <summary>Adds a project, or writes it anew; its code is one file.</summary>
    public Consumer With(string project, string references, string code, string outputType = "Exe")
    {
        Directory.CreateDirectory(Path.Combine(Folder, project));
        File.WriteAllText(Path.Combine(Folder, project, project + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{outputType}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AnalysisLevel>latest-recommended</AnalysisLevel>
                <IsAotCompatible>true</IsAotCompatible>
                <VerifyReferenceAotCompatibility>true</VerifyReferenceAotCompatibility>
                <VerifyReferenceTrimCompatibility>true</VerifyReferenceTrimCompatibility>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);
        return WithFile(project, "Code.cs", code);
    }

    public Consumer WithFile(string project, string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, project, name), text);
        return this;
    }

    public string Package(string id) => $"""<PackageReference Include="{id}" Version="{_packages.Version}" />""";

    public Task<DotNet.Outcome> BuildAsync(string project) => DotNetAsync(["build", project, "--nologo", "-m:1"]);

    public Task<DotNet.Outcome> RunAsync(string project) => DotNetAsync([Path.Combine(project, "bin", "Debug", "net10.0", project + ".dll")]);

    /// <summary>Publishes for Linux, with the runtime, into the folder <c>published</c> beside the projects.</summary>
    public Task<DotNet.Outcome> PublishAsync(string project, params string[] properties) => DotNetAsync(
        ["publish", project, "-c", "Release", "-r", RuntimePacks.Runtime, "--self-contained", "-o", Published, "--nologo", "-m:1", .. properties]);

    public string Published => Path.Combine(Folder, "published");

    /// <summary>Runs the command <c>dotnet</c>, beside the projects or in the folder of one.</summary>
    public Task<DotNet.Outcome> DotNetAsync(string[] arguments, string project = "") => DotNet.RunAsync(
        Path.Combine(Folder, project), arguments, new Dictionary<string, string> { ["NUGET_PACKAGES"] = _packages.Unpacked, ["DOTNET_CLI_HOME"] = Folder });
}
