namespace ZkLockAttr.Tool.CommandLine;

/// <summary>
/// The scripts for shells. Each asks <c>zklock "[suggest:length]" "line"</c> with the line up to the cursor, which System.CommandLine answers with a suggestion in
/// each line. Where there is none, a file's name can be written; behind <c>--</c>, the command that is run completes itself.
/// </summary>
internal static class CompletionScripts
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # zklock for bash: source <(zklock completions bash)
            _zklock() {
                local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT} i
                for ((i = 1; i < COMP_CWORD; i++)); do
                    if [ "${COMP_WORDS[i]}" = -- ]; then
                        if declare -F _command_offset >/dev/null; then
                            IFS=$' \t\n' _command_offset $((i + 1))
                        elif ((COMP_CWORD == i + 1)); then
                            COMPREPLY=($(compgen -c -- "$word"))
                        fi
                        return
                    fi
                done
                COMPREPLY=($(compgen -W "$(zklock "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
            }
            complete -o default -F _zklock zklock
            """,
        ["zsh"] = """
            # zklock for zsh, after compinit: source <(zklock completions zsh)
            _zklock() {
                local separator=${words[(i)--]}
                if ((separator < CURRENT)); then
                    shift $separator words
                    ((CURRENT -= separator))
                    _normal
                    return
                fi
                local line="${words[1,CURRENT-1]} $PREFIX"
                local -a suggestions=(${(f)"$(zklock "[suggest:${#line}]" "$line" 2>/dev/null)"})
                compadd -- $suggestions || _files
            }
            compdef _zklock zklock
            """,
        ["fish"] = """
            # zklock for fish: zklock completions fish | source
            function __zklock_complete
                set -l line (commandline -cp | string collect)
                if string match -q -- '* -- *' $line
                    complete -C (string replace -r -- '^.*? -- ' '' $line)
                    return
                end
                set -l word (commandline -ct)
                set -l suggestions (zklock "[suggest:"(string length -- $line)"]" $line 2>/dev/null | string match -- (string escape --style=script -- $word | string collect)'*')
                if set -q suggestions[1]
                    printf '%s\n' $suggestions
                else
                    __fish_complete_path $word
                end
            end
            complete -c zklock -f -a '(__zklock_complete)'
            """,
        ["pwsh"] = """
            # zklock for PowerShell: zklock completions pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName zklock -ScriptBlock {
                param($word, $command, $position)
                $length = $position - $command.Extent.StartOffset
                $line = $command.ToString().PadRight($length).Substring(0, $length)
                $separator = $line.IndexOf(' -- ')
                if ($separator -ge 0) {
                    $line = $line.Substring($separator + 4)
                    return (TabExpansion2 $line $line.Length).CompletionMatches
                }
                zklock "[suggest:$length]" $line 2>$null | Where-Object { $_.StartsWith($word) } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static IEnumerable<string> Shells => Scripts.Keys;

    /// <exception cref="ToolException">There is none for that shell.</exception>
    public static string Of(string shell) => Scripts.GetValueOrDefault(shell)
        ?? throw ToolException.Usage($"completions: there are none for '{shell}': write one of {string.Join(", ", Shells)}.");
}
