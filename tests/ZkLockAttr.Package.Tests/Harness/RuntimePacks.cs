using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ZkLockAttr.Package.Tests.Harness;

/// <summary>The SDK's packages for publishing with the runtime. Not every feed has them.</summary>
internal static partial class RuntimePacks
{
    public static readonly string Runtime = $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    // What publishing takes beyond what a build takes; and nothing else may be missing.
    private static readonly string[] Packs =
    [
        $"Microsoft.NETCore.App.Runtime.{Runtime}", $"Microsoft.NETCore.App.Runtime.NativeAOT.{Runtime}", $"Microsoft.AspNetCore.App.Runtime.{Runtime}",
        $"Microsoft.NETCore.App.Host.{Runtime}", $"runtime.{Runtime}.Microsoft.DotNet.ILCompiler", "Microsoft.DotNet.ILCompiler", "Microsoft.NET.ILLink.Tasks",
    ];

    /// <summary>
    /// Restores an empty project that is to be published so, into the machine's own packages, where they stay for the next time.
    /// </summary>
    /// <param name="folder">Where: an empty folder, or one with a nuget.config.</param>
    /// <param name="property">The property that asks for it.</param>
    /// <param name="environment">For the command.</param>
    /// <returns>The packs that no source has: none, and one can publish. Whatever else goes wrong fails the test.</returns>
    public static async Task<string[]> FindMissingAsync(string folder, string property, IReadOnlyDictionary<string, string>? environment = null)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "Empty.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifier>{Runtime}</RuntimeIdentifier>
                <SelfContained>true</SelfContained>
                <{property}>true</{property}>
              </PropertyGroup>
            </Project>
            """);
        var restore = await DotNet.RunAsync(folder, ["restore", "-m:1"], environment);
        if (restore.ExitCode == 0)
        {
            return [];
        }

        var errors = restore.Text.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).ToList();
        var missing = errors.Select(error => Missing().Match(error).Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(missing.Length > 0 && missing.All(Packs.Contains), restore.Text);
        return missing;
    }

    [GeneratedRegex(@": error NU110[123]: Unable to find package (\S+?)(?:\.? |$)")]
    private static partial Regex Missing();
}
