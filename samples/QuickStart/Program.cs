using System.CommandLine;
using QuickStart;

// Without a command: the demo (Fleet/FleetDemo.cs). With "worker": one worker by hand (Workers/Worker.cs). The locked method is in CountingJob.cs.
var arguments = Arguments.Command().Parse(args);
if (arguments.Action is not System.CommandLine.Help.HelpAction && arguments.Errors is [var error, ..])
{
    Console.Error.WriteLine(error.Message);
    return ExitCode.WrongArguments;
}

// Ctrl+C and SIGTERM cancel what runs; it then has this long to release its lock and to end its processes.
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
