using System.CommandLine;
using ZkLockAttr.Tool.CommandLine;

namespace ZkLockAttr.Tool.Commands;

/// <summary><c>zklock completions</c>: a script for the shell, which asks this program what can be written next.</summary>
internal sealed class CompletionsCommand(ToolConsole console)
{
    private readonly Argument<string> _shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };

    public Command ToCommand()
    {
        _shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        var command = new Command("completions", "Writes the script that lets a shell complete zklock's commands and options.") { _shell };
        command.SetAction(parsed => console.WriteLine(CompletionScripts.Of(parsed.GetRequiredValue(_shell))));
        return command;
    }
}
