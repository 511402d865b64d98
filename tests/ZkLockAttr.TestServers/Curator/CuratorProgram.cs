using System.Diagnostics;
using System.Reflection;

namespace ZkLockAttr.TestServers;

/// <summary>A Java program that drives Curator, compiled once for this process.</summary>
/// <param name="source">Its one file, a resource of the assembly, named as its class.</param>
/// <param name="assembly">The assembly.</param>
internal sealed class CuratorProgram(string source, Assembly assembly)
{
    private const string JarFolder = "/usr/share/java";

    private static readonly string[] Jars =
    [
        "curator-recipes", "curator-framework", "curator-client", "guava", "zookeeper", "zookeeper-jute", "slf4j-api", "slf4j-simple", "netty-all",
        "snappy-java", "metrics-core", "jackson-core", "jackson-databind", "jackson-annotations",
    ];

    private readonly Lazy<string> _classes = new(() => Compile(source, assembly));

    private static string ClassPath => string.Join(':', Jars.Select(JarPath));

    /// <summary>What is missing on this machine, and how to get it; null if nothing is.</summary>
    public static string? FindMissing()
    {
        if (Processes.Availability.FindProgram("javac") is null)
        {
            return "Curator's driver needs a Java compiler: apt-get install default-jdk-headless.";
        }

        var missing = Jars.Select(JarPath).FirstOrDefault(jar => !File.Exists(jar));
        return missing is null ? null : $"Curator's {missing} is missing: apt-get install libcurator-recipes-java zookeeper.";
    }

    /// <summary>The arguments of <c>java</c>.</summary>
    /// <param name="jvm">How the JVM is set up.</param>
    public IEnumerable<string> Arguments(IEnumerable<string> jvm) =>
    [
        .. jvm,
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-cp",
        $"{_classes.Value}:{ClassPath}",
        Path.GetFileNameWithoutExtension(source),
    ];

    private static string JarPath(string jar) => Path.Combine(JarFolder, jar + ".jar");

    private static string Compile(string name, Assembly assembly)
    {
        var folder = Directory.CreateTempSubdirectory("curator-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var source = Path.Combine(folder, name);
        using (var resource = assembly.GetManifestResourceStream(name)!)
        using (var file = File.Create(source))
        {
            resource.CopyTo(file);
        }

        // The java and the javac of the PATH may be of different versions.
        using var compiler = Process.Start(
            new ProcessStartInfo("javac", ["--release", "17", "-proc:none", "-cp", ClassPath, "-d", folder, source]) { RedirectStandardError = true })!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? folder : throw new CuratorException($"The driver does not compile:\n{errors}");
    }
}
