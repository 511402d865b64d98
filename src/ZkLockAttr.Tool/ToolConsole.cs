using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using ZkLockAttr.Tool.Rendering;

namespace ZkLockAttr.Tool;

/// <summary>What the program reads and writes. Tests give it other streams.</summary>
internal sealed class ToolConsole
{
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _errors;

    public ToolConsole(TextReader input, TextWriter output, TextWriter errors, IAnsiConsole? terminal = null)
    {
        _input = input;
        _output = output;
        _errors = errors;
        Terminal = terminal;
    }

    /// <summary>The terminal that is written to; null if the output is a file or a pipe.</summary>
    public IAnsiConsole? Terminal { get; }

    /// <summary>Whether somebody is there who can answer a question.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The environment's variables.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static ToolConsole OfThisProcess()
    {
        var hasNoColors = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var terminal = Console.IsOutputRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings
        {
            ColorSystem = hasNoColors ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        var output = terminal is null && !OperatingSystem.IsWindows()
            ? new StreamWriter(new StandardOutput(), Console.OutputEncoding) { AutoFlush = true }
            : Console.Out;
        return new ToolConsole(Console.In, output, Console.Error, terminal)
        {
            CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        };
    }

    /// <summary>The result, for people: in colours on a terminal, as plain text elsewhere.</summary>
    public void Write(IRenderable text)
    {
        if (Terminal is { } terminal)
        {
            terminal.Write(text);
        }
        else
        {
            _output.Write(Plain(text));
        }
    }

    /// <summary>The result, for programs.</summary>
    public void WriteLine(string text)
    {
        _output.WriteLine(text);
        _output.Flush();
    }

    /// <summary>A word beside the result.</summary>
    public void Say(string text) => Explain($"zklock: {text}");

    /// <summary>Explains before something is asked.</summary>
    public void Explain(string text)
    {
        try
        {
            _errors.WriteLine(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The exit code remains.
        }
    }

    /// <summary>Whether whoever is asked answers "yes".</summary>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        await _errors.WriteAsync($"{question} [y/N] ".AsMemory(), cancellationToken);
        await _errors.FlushAsync(cancellationToken);

        // The read of a terminal cannot be cancelled: it is left behind.
        var answer = await Task.Run(_input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private static string Plain(IRenderable text)
    {
        var buffer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(buffer),
        });
        console.Profile.Width = Unwrapped.Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(text);
        var lines = new StringBuilder();
        foreach (var line in buffer.ToString().TrimEnd().Split('\n'))
        {
            lines.Append(line.TrimEnd()).Append('\n');
        }

        return lines.ToString();
    }
}
