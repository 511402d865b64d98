using System.CommandLine;
using System.CommandLine.Parsing;

namespace ZkLockAttr.Tool.CommandLine;

/// <summary>
/// What looks like an option and is none would be taken for a lock's name, a pattern or a command. It was hardly meant so: that takes a <c>--</c> before it.
/// </summary>
internal static class StrayOption
{
    /// <exception cref="ToolException">There is one.</exception>
    public static void Refuse(ParseResult parsed)
    {
        var behindSeparator = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        var stray = parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .SkipLast(behindSeparator)
            .FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-');
        if (stray is not null)
        {
            var command = parsed.CommandResult.Command.Name;
            throw ToolException.Usage(
                $"there is no option '{stray.Value}'. What begins with '-' and is none stands behind '--', as a command does. See 'zklock {command} --help'.");
        }
    }
}
