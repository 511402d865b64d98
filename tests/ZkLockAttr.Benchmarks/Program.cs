using System.CommandLine.Invocation;
using ZkLockAttr.Benchmarks;
using ZkLockAttr.Benchmarks.Harness;
using ZkLockAttr.Benchmarks.Opponents;

const int WrongArguments = 2;

if (args is [OurProcess.Command, .. var options])
{
    return await new OurProcessProgram(options.Contains(OurProcess.HandOver), options.Contains(OurProcess.OwnSessions)).RunAsync();
}

var parsed = CommandLine.Create(Catalogue.Benchmarks, Catalogue.Plot, Run.AllAsync).Parse(args);
if (parsed.Action is ParseErrorAction error)
{
    // The message is enough.
    error.ShowHelp = false;
    await parsed.InvokeAsync();
    return WrongArguments;
}

return await parsed.InvokeAsync();
