namespace ZkLockAttr.ZooKeeper;

/// <summary>Which characters a ZooKeeper path may have (protocol: U+0000-001F, 007F-009F, D800-F8FF and FFF0-FFFF are refused).</summary>
internal static class PathCharacters
{
    public static bool IsAllowed(char c) => c is not (<= '\u001F' or >= '\u007F' and <= '\u009F' or >= '\uD800' and <= '\uF8FF' or >= '\uFFF0');
}
