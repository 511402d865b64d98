namespace ZkLockAttr.Tool.CommandLine;

/// <summary>
/// The scripts for shells. Each asks <c>zklock "[suggest:position]" "line"</c>, which System.CommandLine answers with a suggestion in each line.
/// </summary>
internal static class CompletionScripts
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # zklock for bash: source <(zklock completions bash)
            _zklock() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(zklock "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _zklock zklock
            """,
        ["zsh"] = """
            #compdef zklock
            # zklock for zsh, after compinit: source <(zklock completions zsh)
            _zklock() {
                local -a suggestions
                suggestions=("${(@f)$(zklock "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
                compadd -- "${suggestions[@]}"
            }
            compdef _zklock zklock
            """,
        ["fish"] = """
            # zklock for fish: zklock completions fish | source
            complete -c zklock -a '(zklock "[suggest:"(commandline -C)"]" (commandline -p | string collect) 2>/dev/null)'
            """,
        ["pwsh"] = """
            # zklock for PowerShell: zklock completions pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName zklock -ScriptBlock {
                param($word, $line, $position)
                zklock "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static IEnumerable<string> Shells => Scripts.Keys;

    public static string Of(string shell) => Scripts[shell];
}
