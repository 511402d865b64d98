using ZkLockAttr.TestServers.Processes;

namespace WebShop.Tests.Browser;

/// <summary>Debian's browser.</summary>
internal static class Chromium
{
    public const string Program = "/usr/bin/chromium";

    public static Availability Availability { get; } = new(File.Exists(Program) ? null : "Chromium is missing: apt-get install chromium.");
}
