using Spectre.Console;

namespace QuickStart.Fleet;

/// <summary>Colours and characters. Where the output is redirected there are no colours.</summary>
internal static class Palette
{
    private static readonly string[] Colors = ["blue", "green", "yellow", "fuchsia", "aqua", "olive", "purple", "teal", "silver"];

    public static string Color(int worker) => Colors[(worker - 1) % Colors.Length];

    public static string Name(int worker) => $"[{Color(worker)}]worker {worker}[/]";

    public static char Character(Cell cell, bool unicode) => cell switch
    {
        Cell.Waits => unicode ? '·' : '.',
        Cell.Holds => unicode ? '█' : '#',
        Cell.Killed => 'X',
        Cell.StillTaken => unicode ? '░' : '-',
        _ => ' ',
    };

    public static IAnsiConsole Console()
    {
        var plain = System.Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,

            // Else it colours the logs of some build servers, although they are redirected.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }
}
