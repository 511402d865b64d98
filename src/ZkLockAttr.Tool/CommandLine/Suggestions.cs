using System.CommandLine;

namespace ZkLockAttr.Tool.CommandLine;

/// <summary>What shells complete.</summary>
internal static class Suggestions
{
    /// <summary>Suggests these values. What else is written is told of by who reads it, with what to write instead.</summary>
    public static Option<string?> Suggesting(this Option<string?> option, params string[] values)
    {
        option.CompletionSources.Add(values);
        return option;
    }
}
