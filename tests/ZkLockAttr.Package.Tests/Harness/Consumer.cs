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
    private readonly string _folder;

    public Consumer(PackedPackages packages)
    {
        _packages = packages;
        _folder = packages.NewFolder();

        // The machine's own packages are read, so that nothing else need be downloaded; ours cannot be among them.
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
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

    /// <summary>Adds a project, or writes it anew; its code is one file.</summary>
    public Consumer With(string project, string references, string code, string outputType = "Exe")
    {
        Directory.CreateDirectory(Path.Combine(_folder, project));
        File.WriteAllText(Path.Combine(_folder, project, project + ".csproj"), $"""
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
        File.WriteAllText(Path.Combine(_folder, project, name), text);
        return this;
    }

    public string Package(string id) => $"""<PackageReference Include="{id}" Version="{_packages.Version}" />""";

    public Task<DotNet.Outcome> BuildAsync(string project) => DotNetAsync(["build", project, "--nologo", "--disable-build-servers", "-m:1"]);

    public Task<DotNet.Outcome> RunAsync(string project) => DotNetAsync([Path.Combine(project, "bin", "Debug", "net10.0", project + ".dll")]);

    private Task<DotNet.Outcome> DotNetAsync(string[] arguments) =>
        DotNet.RunAsync(_folder, arguments, new Dictionary<string, string> { ["NUGET_PACKAGES"] = _packages.Unpacked });
}
