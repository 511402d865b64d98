using System.Diagnostics;
using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests.Consumers;

/// <summary>The tool, installed from its package as a user does it.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public class ToolTests(PackedPackages packages)
{
    [Fact]
    public async Task The_tool_is_installed_and_runs()
    {
        var folder = packages.NewFolder();
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = packages.Unpacked, ["DOTNET_CLI_HOME"] = folder };

        (await DotNet.RunAsync(
            folder,
            ["tool", "install", "ZkLockAttr.Tool", "--version", packages.Version, "--tool-path", folder, "--source", packages.Feed],
            environment)).Succeeded();

        Assert.StartsWith(packages.Version, await RunAsync(folder, "--version", expected: 0), StringComparison.Ordinal);
        Assert.Contains("ZKLOCK_CONNECT", await RunAsync(folder, "ls", expected: 64), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string folder, string argument, int expected)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "zklock"), [argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("ZKLOCK_CONNECT");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == expected, text);
        return text;
    }
}
