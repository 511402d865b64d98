using System.CommandLine;

namespace ZkLockAttr.Tool.CommandLine;

/// <summary>The argument that names a lock.</summary>
internal static class LockArgument
{
    public static Argument<string> Name() => new("name")
    {
        Description = "The lock's name below the root, as in orders/42; or its path, as in /locks/orders/42.",
    };
}
