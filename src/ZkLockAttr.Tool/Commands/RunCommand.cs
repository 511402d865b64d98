using System.CommandLine;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Queues;
using ZkLockAttr.Tool.Running;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Commands;

/// <summary><c>zklock run</c>: a command under a lock.</summary>
internal sealed class RunCommand(ToolConsole console, GlobalOptions options, Interruption interruption)
{
    private readonly Argument<string> _name = LockArgument.Name();

    private readonly Argument<string[]> _command = new("command")
    {
        Description = "The command and its arguments, behind '--'.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _timeout = Text("--timeout", "time", "How long to wait for the lock: 5s; 0s tries once. Without it: until it is free.");
    private readonly Option<bool> _shared = new("--shared") { Description = "Take it shared: together with other readers, but not with a writer." };
    private readonly Option<string?> _semaphore = new("--semaphore") { Description = "Take a place of a semaphore that lets n in.", HelpName = "n" };

    private readonly Option<string?> _onLoss = Text(
        "--on-loss", "what", "What the command gets when the lock is lost: terminate (SIGTERM, and SIGKILL after --grace), kill, or tell (SIGUSR1 only). Default terminate.").Suggesting("terminate", "kill", "tell");

    private readonly Option<string?> _grace = Text("--grace", "time", "How long the command has between SIGTERM and SIGKILL. Default 10s.");
    private readonly Option<string?> _busyCode = Text("--busy-exit-code", "n", $"The exit code when the lock was not free in time. Default {ExitCode.Busy}.");
    private readonly Option<string?> _acl = Text("--acl", "open|creator", "Who may do what with the nodes that are made: everybody, or only who we are. Default open.").Suggesting("open", "creator");
    private readonly Option<bool> _persistentParents = new("--persistent-parents") { Description = "Make the nodes above the lock for ever: where kazoo uses the same path." };

    public Command ToCommand()
    {
        var command = new Command("run", "Runs a command while it holds a lock, and returns the command's exit code.")
        {
            _name, _command, _timeout, _shared, _semaphore, _onLoss, _grace, _busyCode, _acl, _persistentParents,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw ToolException.Usage("run needs process groups and signals, which Windows has not.");
        }

        var settings = options.Read(parsed);
        var run = new LockedRun(console, interruption, settings)
        {
            Address = LockAddress.Parse(parsed.GetRequiredValue(_name), settings.Root),
            Command = parsed.GetRequiredValue(_command),
            Kind = ReadKind(parsed),
            Timeout = parsed.GetValue(_timeout) is { } timeout ? Duration.Parse("--timeout", timeout) : null,
            OnLoss = ReadOnLoss(parsed.GetValue(_onLoss)),
            Grace = Duration.Parse("--grace", parsed.GetValue(_grace) ?? "10s"),
            BusyExitCode = parsed.GetValue(_busyCode) is { } code ? Number.Parse("--busy-exit-code", code, 0, 255) : ExitCode.Busy,
            Acl = ReadAcl(parsed.GetValue(_acl), settings.Auth.Count > 0 || settings.Tls?.ClientCertificates is not null),
            PersistentParents = parsed.GetValue(_persistentParents),
            IsJson = options.IsJson(parsed),
        };
        return await run.RunAsync(cancellationToken);
    }

    private LockedRunKind ReadKind(ParseResult parsed) => (parsed.GetValue(_shared), parsed.GetValue(_semaphore)) switch
    {
        (false, null) => new LockedRunKind(LockMode.Exclusive, 0),
        (true, null) => new LockedRunKind(LockMode.Shared, 0),
        (false, { } count) => new LockedRunKind(LockMode.Shared, Number.Parse("--semaphore", count, 1, int.MaxValue)),
        _ => throw ToolException.Usage("--shared and --semaphore do not go together: a semaphore is neither shared nor exclusive."),
    };

    private static OnLoss ReadOnLoss(string? text) => text switch
    {
        null or "terminate" => OnLoss.Terminate,
        "kill" => OnLoss.Kill,
        "tell" => OnLoss.Tell,
        _ => throw ToolException.Usage($"--on-loss: '{text}' is neither terminate, kill nor tell."),
    };

    private static ZooKeeperAcl ReadAcl(string? text, bool isSomebody) => text switch
    {
        null or "open" => ZooKeeperAcl.Open,
        "creator" when isSomebody => ZooKeeperAcl.CreatorAll,
        "creator" => throw ToolException.Usage("--acl creator: we are nobody. Give --auth-file, ZKLOCK_AUTH or --tls-cert."),
        _ => throw ToolException.Usage($"--acl: '{text}' is neither open nor creator."),
    };

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
