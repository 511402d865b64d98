namespace ZkLockAttr.Tool;

/// <summary>The program ends with this code, and says why.</summary>
internal sealed class ToolException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(Tool.ExitCode.Usage, message);
}
