namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>A console project in a folder of its own, outside of the repository and its settings, as a user has it.</summary>
internal sealed class TemporaryProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-build").FullName;

    public TemporaryProject(string code)
    {
        File.WriteAllText(Path.Combine(_folder, "App.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-recommended</AnalysisLevel>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <Using Include="ZkLockAttr" />
                <Reference Include="{typeof(LockHandle).Assembly.Location}" />
                <Analyzer Include="{typeof(DistributedLockGenerator).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public Task<DotNet.Outcome> BuildAsync(params string[] options) => DotNet.RunAsync(_folder, ["build", "--nologo", "-m:1", "-nodeReuse:false", .. options]);

    public Task<DotNet.Outcome> RunAsync() => DotNet.RunAsync(_folder, [Path.Combine("bin", "Debug", "net10.0", "App.dll")]);
}
