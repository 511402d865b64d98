using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using ZkLockAttr.Tool.Commands;
using ZkLockAttr.Tool.Running;

namespace ZkLockAttr.Tool.CommandLine;

/// <summary>The program: reads its arguments, runs a command, and turns what goes wrong into a line and an exit code.</summary>
internal sealed class ToolApplication(ToolConsole console, Interruption interruption)
{
    // "@file" is an argument as any other: the command that runs under a lock may want it.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            var parsed = Root().Parse(arguments, Parsing);
            if (parsed.Action is not HelpAction && parsed.Errors is [var error, ..])
            {
                var what = parsed is { CommandResult.Command: RootCommand, UnmatchedTokens: [var unknown, ..] } ? $"There is no command '{unknown}'." : error.Message;
                throw ToolException.Usage($"{what} See 'zklock {Path(parsed)}--help'.");
            }

            StrayOption.Refuse(parsed);

            // Signals are ours; answers for people go where the rest goes.
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = new LineWriter(console.WriteLine),
            };
            var exitCode = await parsed.InvokeAsync(invocation, interruption.Token);
            await invocation.Output.FlushAsync(CancellationToken.None);
            return exitCode;
        }
        catch (ToolException exception)
        {
            console.Say(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCode.OfSignal(SignalNumbers.Of(interruption.Signal ?? PosixSignal.SIGINT));
        }
        catch (OutputException exception)
        {
            // Who read the output has gone, as "head" does, and knows it.
            if (exception.HasNoReader)
            {
                return ExitCode.OfSignal(SignalNumbers.BrokenPipe);
            }

            console.Say($"the output cannot be written: {exception.Message}.");
            return ExitCode.Unwritable;
        }
        catch (Exception exception)
        {
            console.Say($"a fault of zklock itself, please report it: {exception}");
            return ExitCode.Fault;
        }
    }

    /// <summary>All commands.</summary>
    public RootCommand Root()
    {
        var options = new GlobalOptions(console);
        var root = new RootCommand("Looks at the locks in a ZooKeeper ensemble, runs commands under them, and checks its servers.")
        {
            new ListCommand(console, options).ToCommand(),
            new ShowCommand(console, options).ToCommand(),
            new WatchCommand(console, options).ToCommand(),
            new RunCommand(console, options, interruption).ToCommand(),
            new BreakCommand(console, options).ToCommand(),
            new DoctorCommand(console, options).ToCommand(),
            new CompletionsCommand(console).ToCommand(),
        };
        root.HelpName = "zklock";

        // A lock may be at '/h'.
        var help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        options.AddTo(root);
        return root;
    }

    private static string Path(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    /// <summary>Hands on what System.CommandLine writes: help, version and completions.</summary>
    private sealed class LineWriter(Action<string> writeLine) : StringWriter
    {
        public override void Flush()
        {
            if (GetStringBuilder().Length > 0)
            {
                writeLine(ToString().TrimEnd());
                GetStringBuilder().Clear();
            }
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flush();
            return Task.CompletedTask;
        }
    }
}
