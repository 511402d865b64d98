using System.Text;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Connecting;

/// <summary>Reads who we are. What is wrong is told without quoting what may be a password.</summary>
internal static class Credentials
{
    private const string Form = "write digest:user:password";

    /// <exception cref="ToolException">The file cannot be read, or there is no identity in a place.</exception>
    public static IReadOnlyList<ZooKeeperAuth> Read(ToolConsole console, IReadOnlyList<string> given, string? file)
    {
        if (given.Count > 0)
        {
            console.Say("a password on the command line can be read by every user of this machine: better --auth-file, or ZKLOCK_AUTH.");
        }

        var identities = given.Select(text => Parse("--auth", text)).ToList();
        if (file is not null)
        {
            WarnOfReaders(console, file);
            identities.AddRange(Lines(file).Select(line => Parse($"--auth-file {file}", line)));
        }
        else if (identities.Count == 0 && console.Variable("ZKLOCK_AUTH") is { Length: > 0 } text)
        {
            identities.Add(Parse("ZKLOCK_AUTH", text));
        }

        return identities;
    }

    private static ZooKeeperAuth Parse(string place, string text) => text.Split(':', 3) switch
    {
        ["digest", { Length: > 0 } user, var password] => ZooKeeperAuth.Digest(user, password),
        ["digest", ..] => throw ToolException.Usage($"{place}: no user and password behind 'digest': {Form}."),
        [{ Length: > 0 } scheme, ..] when text.Length > scheme.Length => new ZooKeeperAuth(scheme, Encoding.UTF8.GetBytes(text[(scheme.Length + 1)..])),
        _ => throw ToolException.Usage($"{place}: no identity: {Form}."),
    };

    private static string[] Lines(string file) =>
        NamedFile.Read("--auth-file", file, path => File.ReadAllLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).ToArray());

    private static void WarnOfReaders(ToolConsole console, string file)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & Others) != 0)
        {
            console.Say($"others can read {file}: chmod 600 {file}");
        }
    }
}
