using System.CommandLine;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.CommandLine;

/// <summary>The options that all commands have: where the ensemble is, who we are, and how to answer.</summary>
internal sealed class GlobalOptions(ToolConsole console)
{
    private readonly Option<string?> _connect = Text("--connect", "host:port,...", "The ensemble: host:port,host:port/chroot. Else ZKLOCK_CONNECT.");
    private readonly Option<string?> _root = Text("--root", "path", "The node below which the locks are. Else ZKLOCK_ROOT, else /locks.");
    private readonly Option<string[]> _auth = new("--auth")
    {
        Description = "Who we are: digest:user:password. Every user of this machine can read it: better --auth-file, or ZKLOCK_AUTH.",
        HelpName = "scheme:...",
        Arity = ArgumentArity.OneOrMore,
        Recursive = true,
    };

    private readonly Option<string?> _authFile = Text("--auth-file", "file", "A file with a line digest:user:password for each identity.");
    private readonly Option<bool> _tls = Flag("--tls", "Speak TLS. Needs no mention beside the next three.");
    private readonly Option<string?> _tlsCa = Text("--tls-ca", "file", "The only authority whose certificates are trusted, PEM. Else ZKLOCK_TLS_CA.");
    private readonly Option<string?> _tlsCert = Text("--tls-cert", "file", "Our certificate, PEM or PKCS#12 (.p12, .pfx). Else ZKLOCK_TLS_CERT.");
    private readonly Option<string?> _tlsKey = Text("--tls-key", "file", "Its key, if it is not in the same file. Else ZKLOCK_TLS_KEY. Its password: ZKLOCK_TLS_PASSWORD.");
    private readonly Option<string?> _sessionTimeout = Text("--session-timeout", "time", "The wanted session time-out: how long a lock stays taken when its machine dies. Default 20s.");
    private readonly Option<string?> _connectTimeout = Text("--connect-timeout", "time", "How long to wait for the ensemble. Default 15s.");
    private readonly Option<string?> _interop = Text("--interop", "kazoo|universal", "Which other clients' locks count for 'run'. Default kazoo.").Suggesting("kazoo", "universal");
    private readonly Option<bool> _json = Flag("--json", "Answer in JSON.");

    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[_connect, _root, _auth, _authFile, _tls, _tlsCa, _tlsCert, _tlsKey, _sessionTimeout, _connectTimeout, _interop, _json])
        {
            root.Add(option);
        }
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <exception cref="ToolException">An option is wrong or missing.</exception>
    public EnsembleSettings Read(ParseResult parsed)
    {
        var connect = Value(parsed, _connect, "ZKLOCK_CONNECT")
            ?? throw ToolException.Usage("no ensemble: give --connect host:port,host:port/chroot, or set ZKLOCK_CONNECT.");
        return new EnsembleSettings
        {
            Servers = ReadServers(connect),
            Root = ReadRoot(Value(parsed, _root, "ZKLOCK_ROOT") ?? "/locks"),
            Auth = Credentials.Read(console, parsed.GetValue(_auth) ?? [], parsed.GetValue(_authFile)),
            Tls = TlsFiles.Read(
                parsed.GetValue(_tls),
                Value(parsed, _tlsCa, "ZKLOCK_TLS_CA"),
                Value(parsed, _tlsCert, "ZKLOCK_TLS_CERT"),
                Value(parsed, _tlsKey, "ZKLOCK_TLS_KEY"),
                console.Variable("ZKLOCK_TLS_PASSWORD")),
            SessionTimeout = ReadTime(parsed, _sessionTimeout, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1)),
            ConnectTimeout = ReadTime(parsed, _connectTimeout, TimeSpan.FromSeconds(15), TimeSpan.FromMilliseconds(1)),
            Interop = parsed.GetValue(_interop) switch
            {
                null or "kazoo" => LockInterop.Kazoo,
                "universal" => LockInterop.Universal,
                var other => throw ToolException.Usage($"--interop: '{other}' is neither kazoo nor universal."),
            },
        };
    }

    private static ConnectionString ReadServers(string text)
    {
        try
        {
            return ConnectionString.Parse(text);
        }
        catch (FormatException exception)
        {
            throw ToolException.Usage(exception.Message);
        }
    }

    private static string ReadRoot(string root)
    {
        try
        {
            new DistributedLocksOptions { Root = root }.Validate();
            return root;
        }
        catch (ArgumentException exception)
        {
            throw ToolException.Usage($"--root: {exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal)}");
        }
    }

    private static TimeSpan ReadTime(ParseResult parsed, Option<string?> option, TimeSpan standard, TimeSpan shortest)
    {
        var time = parsed.GetValue(option) is { } text ? Duration.Parse(option.Name, text) : standard;
        return time >= shortest ? time : throw ToolException.Usage($"{option.Name}: at least {shortest.TotalMilliseconds:0}ms.");
    }

    private string? Value(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) ?? (console.Variable(variable) is { Length: > 0 } value ? value : null);

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, Recursive = true };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Recursive = true };
}
