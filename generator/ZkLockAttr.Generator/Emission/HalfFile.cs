using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Emission;

/// <summary>Tells the files that this generator writes.</summary>
internal static class HalfFile
{
    public const string Extension = ".g.cs";

    /// <summary>
    /// Whether this file lies where the compiler puts what this generator wrote. A file of the user's can be given that place too, but a half
    /// in it is no gain: the generator, which never sees its own files, finds a half that it did not write and refuses the method (ZKL0004).
    /// </summary>
    public static bool IsOurs(SyntaxTree tree)
    {
        var path = tree.FilePath.Replace('\\', '/');
        return path.EndsWith(Extension, StringComparison.Ordinal) && path.Contains($"/{typeof(DistributedLockGenerator).FullName}/");
    }
}
