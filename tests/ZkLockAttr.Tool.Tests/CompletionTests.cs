using System.Text.RegularExpressions;
using ZkLockAttr.Tool.CommandLine;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests;

/// <summary>Each shell completes what is typed, by itself: bash and zsh at a terminal, fish and PowerShell where they let themselves be asked.</summary>
public sealed partial class CompletionTests : IDisposable
{
    // Completes itself, and tells of all else that it is called for.
    private static readonly string Told = $"""
        #!/bin/sh
        case $1 in '[suggest:'*) exec dotnet '{ToolProcess.Assembly}' "$@" ;; esac
        printf '<%s>' "$@"
        echo

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("zklock-shell-").FullName;

    public CompletionTests()
    {
        Write("zklock", Told, isProgram: true);
        Write("zklock-backup", "#!/bin/sh\n", isProgram: true);
        Write("authority.pem", "");
    }

    // What is typed, and the last word when it is completed.
    private (string Line, string Word)[] Cases =>
    [
        ("zklock sh", "show"),
        ("zklock run x --sem", "--semaphore"),
        ("zklock run 'a b' --sem", "--semaphore"),
        ("zklock completions b", "bash"),
        ("zklock ls --interop u", "universal"),
        ("zklock run x --on-loss k", "kill"),
        ("zklock run x --acl c", "creator"),
        ($"zklock ls --tls-ca {_folder}/auth", $"{_folder}/authority.pem"),
        ("zklock run x -- zklock-b", "zklock-backup"),
        ("true; zklock doc", "doctor"),
    ];

    [ShellFact("bash")]
    public async Task Bash_completes_what_is_typed()
    {
        Write("rc", CompletionScripts.Of("bash"));

        await TypeAsync($"bash --rcfile {_folder}/rc -i");
    }

    [ShellFact("zsh")]
    public async Task Zsh_completes_what_is_typed()
    {
        Write(".zshrc", "autoload -Uz compinit && compinit -u -D\n" + CompletionScripts.Of("zsh"));

        await TypeAsync($"ZDOTDIR={_folder} zsh -i");
    }

    [ShellFact("fish")]
    public async Task Fish_completes_what_is_typed()
    {
        Write("ask.fish", CompletionScripts.Of("fish") + """

            for line in $argv
                complete -C $line | string replace -r '\t.*' '' | string join ' '
            end

            """);

        await AskAsync("fish", "--no-config", $"{_folder}/ask.fish");
    }

    [ShellFact("pwsh")]
    public async Task PowerShell_completes_what_is_typed()
    {
        Write("ask.ps1", CompletionScripts.Of("pwsh") + """

            foreach ($line in $args) { (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText -join ' ' }

            """);

        await AskAsync("pwsh", "-NoProfile", "-NonInteractive", "-File", $"{_folder}/ask.ps1");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task TypeAsync(string shell)
    {
        using var terminal = Start("script", "--quiet", "--return", "--command", shell, "/dev/null");
        await terminal.Input.WriteAsync(string.Concat(Cases.Select(each => each.Line + "\t\n")) + "exit\n");
        await terminal.Input.FlushAsync();

        var told = TellingLines().Matches((await terminal.EndedAsync()).Output).Select(match => match.Groups["last"].Value);
        Assert.Equal(Cases.Select(each => each.Word), told);
    }

    private async Task AskAsync(string shell, params string[] arguments)
    {
        using var process = Start(ShellProgram.Of(shell), [.. arguments, .. Cases.Select(each => each.Line)]);

        var outcome = await process.EndedAsync();
        Assert.Equal(string.Join('\n', Cases.Select(each => each.Word)), outcome.Output.Trim());
        Assert.Equal("", outcome.Errors);
    }

    private ToolProcess Start(string program, params string[] arguments) => ToolProcess.StartProgram(
        "127.0.0.1:1", "env", [$"PATH={_folder}:{Environment.GetEnvironmentVariable("PATH")}", "POWERSHELL_TELEMETRY_OPTOUT=1", program, .. arguments]);

    private void Write(string name, string text, bool isProgram = false)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        if (isProgram && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    [GeneratedRegex(@"(<[^<>\r\n]*>)*<(?<last>[^<>\r\n]*)>\r?$", RegexOptions.Multiline)]
    private static partial Regex TellingLines();
}
