using ZkLockAttr.Tool;
using ZkLockAttr.Tool.CommandLine;

using var interruption = new Interruption();
return await new ToolApplication(ToolConsole.OfThisProcess(), interruption).RunAsync(args);
