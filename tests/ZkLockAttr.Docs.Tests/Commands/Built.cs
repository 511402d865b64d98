namespace ZkLockAttr.Docs.Tests.Commands;

/// <summary>Programs of this repository, as they were built together with the tests: where they are, with all that they need.</summary>
internal static class Built
{
    // Such as bin/Debug/net10.0.
    private static readonly string Output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "ZkLockAttr.Docs.Tests"), AppContext.BaseDirectory);

    public static string Program(string project) => Path.Combine(Repository.Root, project, Output, Path.GetFileName(project) + ".dll");
}
