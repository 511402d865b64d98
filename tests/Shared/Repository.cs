namespace ZkLockAttr.Shared;

/// <summary>Where the sources are: found from where the tests run, as paths in a build can be mapped.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ZkLockAttr.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run below the repository.");
    }
}
