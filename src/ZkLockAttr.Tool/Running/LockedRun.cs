using System.Globalization;
using ZkLockAttr.Tool.Connecting;
using ZkLockAttr.Tool.Json;
using ZkLockAttr.Tool.Queues;
using ZkLockAttr.Tool.Rendering;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Running;

/// <summary>Takes a lock, runs a command, lets the lock go.</summary>
internal sealed class LockedRun(ToolConsole console, Interruption interruption, EnsembleSettings settings)
{
    public required LockAddress Address { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public required LockedRunKind Kind { get; init; }

    /// <summary>How long to wait for the lock; null for ever.</summary>
    public required TimeSpan? Timeout { get; init; }

    public required OnLoss OnLoss { get; init; }

    public required TimeSpan Grace { get; init; }

    public required int BusyExitCode { get; init; }

    public required ZooKeeperAcl Acl { get; init; }

    public required bool PersistentParents { get; init; }

    public required bool IsJson { get; init; }

    /// <returns>The command's exit code, or why there is none.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var locks = new DistributedLocks(settings.Servers.ToString(), LocksOptions());
        LockHandle handle;
        try
        {
            handle = await locks.AcquireAsync(Kind.Of(new LockName(Address.Path[1..])), Timeout, cancellationToken);
        }
        catch (LockTimeoutException exception)
        {
            return Ended(null, exitCode: Fail(BusyExitCode, exception.Message + await DescribeHoldersAsync(locks, cancellationToken)));
        }
        catch (LockUnavailableException exception)
        {
            var isRefused = exception.InnerException is ZooKeeperException { Error: ZooKeeperError.NoAuth };
            return Ended(null, exitCode: Fail(isRefused ? ExitCode.NotPermitted : ExitCode.Unavailable, exception.Message));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException and not ObjectDisposedException)
        {
            throw ToolException.Usage(exception.Message);
        }

        await using (handle)
        {
            return await RunAsync(handle, cancellationToken);
        }
    }

    private async Task<int> RunAsync(LockHandle handle, CancellationToken cancellationToken)
    {
        using var relay = new SignalRelay();
        interruption.HandTo(signal => relay.Pass(SignalNumbers.Of(signal)));

        // What came before was for the wait.
        cancellationToken.ThrowIfCancellationRequested();
        long? token = Kind.MaxCount > 0 ? null : handle.FencingToken;
        using var command = CommandGroup.Start(Command, Variables(token));
        relay.Attach(command);
        using var ended = new CancellationTokenSource();
        var enforcement = Task.CompletedTask;
        using (handle.LostToken.UnsafeRegister(_ => enforcement = EnforceLossAsync(command, ended.Token), null))
        {
            var status = await command.Exited;

            // What the command has left behind must not run on without the lock either. A lock that is lost by now was lost under it, perhaps.
            var isLost = !handle.IsHeld && !await handle.ValidateAsync(CancellationToken.None);
            await ended.CancelAsync();
            await enforcement;
            if (isLost && OnLoss != OnLoss.Tell)
            {
                command.Send(SignalNumbers.Kill);
            }

            command.Reap();
            return isLost
                ? Ended(token, Fail(ExitCode.Lost, $"the lock '{Address.Path}' was lost before '{Command[0]}' had ended."), status, isLost)
                : Ended(token, status, status);
        }
    }

    // Whoever was ahead need not be the holder, and who tries once has not read who it is. By now it may be somebody else, or nobody.
    private async Task<string> DescribeHoldersAsync(DistributedLocks locks, CancellationToken cancellationToken)
    {
        try
        {
            var contenders = await locks.GetContendersAsync(new LockName(Address.Path[1..]), cancellationToken);
            var holders = contenders.Where(contender => contender.IsHolder).Select(contender => Shown.Safe(contender.Description)).ToList();
            return holders.Count == 0 ? "" : $" It is held by {string.Join("; ", holders)}.";
        }
        catch (LockUnavailableException)
        {
            return "";
        }
    }

    private async Task EnforceLossAsync(CommandGroup command, CancellationToken ended)
    {
        var (signal, what) = OnLoss switch
        {
            OnLoss.Terminate => (SignalNumbers.Terminate, "SIGTERM"),
            OnLoss.Kill => (SignalNumbers.Kill, "SIGKILL"),
            _ => (SignalNumbers.User1, "SIGUSR1"),
        };
        console.Say($"the lock '{Address.Path}' is lost: {what} to '{Command[0]}'.");
        command.Send(signal);
        if (OnLoss != OnLoss.Terminate)
        {
            return;
        }

        // A stopped process takes no SIGTERM before it goes on.
        command.Send(SignalNumbers.Continue);
        await Task.Delay(Grace, console.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested)
        {
            console.Say(string.Create(CultureInfo.InvariantCulture, $"'{Command[0]}' runs on after {Grace.TotalSeconds:0.###} s: SIGKILL."));
            command.Send(SignalNumbers.Kill);
        }
    }

    private DistributedLocksOptions LocksOptions() => new()
    {
        Root = "/",
        SessionTimeout = settings.SessionTimeout,
        ConnectTimeout = settings.ConnectTimeout,
        Interop = settings.Interop,
        Tls = settings.Tls,
        Auth = settings.Auth,
        Acl = Acl,
        PersistentParents = PersistentParents,

        // For people: the program, but none of its arguments, which may be secret.
        ApplicationName = $"zklock run {Path.GetFileName(Command[0])}",
    };

    private Dictionary<string, string> Variables(long? token)
    {
        var variables = new Dictionary<string, string> { ["ZKLOCK_NAME"] = Address.Name, ["ZKLOCK_PATH"] = Address.Path };
        if (token is { } number)
        {
            variables["ZKLOCK_TOKEN"] = number.ToString(CultureInfo.InvariantCulture);
        }

        return variables;
    }

    private int Fail(int exitCode, string message)
    {
        console.Say(message);
        return exitCode;
    }

    // The standard output is the command's: what is told in JSON goes beside it.
    private int Ended(long? token, int exitCode, int? commandExitCode = null, bool isLost = false)
    {
        if (IsJson)
        {
            var answer = new RunJson(Address.Name, Address.Path, token, commandExitCode is not null, isLost, commandExitCode, exitCode);
            console.Explain(ToolJson.Line(answer, json => json.RunJson));
        }

        return exitCode;
    }
}
