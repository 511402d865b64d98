namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>A console project in a folder of its own, outside of the repository and its settings, as a user has it.</summary>
internal sealed class TemporaryProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-build").FullName;

    public TemporaryProject(string code)
    {
        Add("App.csproj", $"""
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
        Add("Program.cs", code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public void Add(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    public string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));

    public Task<DotNet.Outcome> BuildAsync(params string[] options) => DotNet.RunAsync(_folder, ["build", "--nologo", "-m:1", .. options]);

    public Task<DotNet.Outcome> RunAsync() => DotNet.RunAsync(_folder, [Path.Combine("bin", "Debug", "net10.0", "App.dll")]);
}
