using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using WebShop.Selling;

namespace WebShop.Tests;

/// <summary>The built sample, as a user runs it, with a database in a folder that is deleted in the end.</summary>
internal sealed partial class ShopProcess : IAsyncDisposable
{
    // A sale takes some seconds. More only on a machine that is overloaded.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webshop-tests-");
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly List<string> _output = [];

    private ShopProcess(string[] arguments)
    {
        // SIGINT is not ignored, whatever ignores it round the tests: a script that runs them in the background does.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--default-signal", "dotnet", typeof(Checkout).Assembly.Location, "--database", Database, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    public string Database => Path.Combine(_folder.FullName, "shop.db");

    /// <summary>What it has printed, without empty lines.</summary>
    public IReadOnlyList<string> Output => _output;

    public static ShopProcess Start(params string[] arguments) => new(arguments);

    /// <summary>Reads on until the program has told where its page is.</summary>
    public async Task<Uri> WaitForPageAsync()
    {
        while (await ReadLineAsync() is { } line)
        {
            if (Page().Match(line) is { Success: true } match)
            {
                return new Uri(match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException($"The program ended early: {await _error}");
    }

    /// <summary>The processes of the instances, as far as the program has told of them.</summary>
    public List<Process> FindInstances() =>
        [.. _output.Select(line => Instance().Match(line)).Where(match => match.Success).Select(match => Process.GetProcessById(Number(match)))];

    /// <summary>Waits until the program ends by itself.</summary>
    /// <returns>The exit code, and what it wrote on stderr.</returns>
    public async Task<(int ExitCode, string Error)> WaitForEndAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await WaitForExitAsync(_process);
        return (_process.ExitCode, await _error);
    }

    /// <summary>Ends it as Ctrl+C does.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();

    /// <summary>Ends it without a chance to do anything.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    public static async Task WaitForExitAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
    }

    private async Task<string?> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        if (!string.IsNullOrEmpty(line))
        {
            _output.Add(line);
        }

        return line;
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Page\s+(\S+)")]
    private static partial Regex Page();

    [GeneratedRegex(@"^shop-\d .*, process (\d+)$")]
    private static partial Regex Instance();
}
