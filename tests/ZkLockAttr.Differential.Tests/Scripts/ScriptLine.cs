namespace ZkLockAttr.Differential.Tests.Scripts;

/// <summary>What one connection sends in one write.</summary>
internal sealed record ScriptLine(string Connection, IReadOnlyList<Command> Commands, string Text)
{
    public static ScriptLine Parse(string text)
    {
        if (text.Split(": ", 2) is not [var connection, var commands])
        {
            throw new FormatException($"No connection's name before a colon: {text}");
        }

        return new ScriptLine(connection, [.. commands.Split(" ; ").Select(Command.Parse)], text);
    }
}
