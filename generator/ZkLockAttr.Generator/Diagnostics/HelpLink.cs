using System.Reflection;

namespace ZkLockAttr.Generator.Diagnostics;

/// <summary>Where a rule's page is published. The build writes <c>RepositoryUrl</c> into the assembly; while it is empty there are no links.</summary>
internal static class HelpLink
{
    private static readonly string? RepositoryUrl = typeof(HelpLink).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "RepositoryUrl")?.Value;

    public static string? To(string id) => To(id, RepositoryUrl);

    public static string? To(string id, string? repositoryUrl) =>
        string.IsNullOrEmpty(repositoryUrl) ? null : $"{repositoryUrl!.TrimEnd('/')}/blob/main/docs/diagnostics/{id}.md";
}
