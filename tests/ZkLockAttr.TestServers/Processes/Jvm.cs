namespace ZkLockAttr.TestServers.Processes;

/// <summary>How a JVM is set up.</summary>
internal static class Jvm
{
    /// <summary>For a short life: little memory, and no time spent on optimizing.</summary>
    public static IEnumerable<string> ForShortLife(string maxMemory = "128m") => [$"-Xmx{maxMemory}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

    /// <summary>For measurements: as fast as it gets when it has warmed up.</summary>
    public static IEnumerable<string> ForSpeed() => ["-Xms512m", "-Xmx512m"];
}
