using ZkLockAttr.Tool.CommandLine;

namespace ZkLockAttr.Tool.Tests.Harness;

/// <summary>The program inside of the test's process, with streams and an environment of its own.</summary>
internal sealed class InProcessTool : IDisposable
{
    private readonly LineSink _output = new();
    private readonly StringWriter _errors = new();

    public InProcessTool(string? connectionString = null)
    {
        if (connectionString is not null)
        {
            Variables["ZKLOCK_CONNECT"] = connectionString;
        }
    }

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What somebody at a terminal answers; null if nobody is there.</summary>
    public string? Answer { get; init; }

    public Interruption Interruption { get; } = new(listens: false);

    public static async Task<Outcome> RunAsync(string connectionString, params string[] arguments)
    {
        using var tool = new InProcessTool(connectionString);
        return await tool.RunAsync(arguments);
    }

    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        var console = new ToolConsole(new StringReader(Answer ?? ""), _output, _errors)
        {
            CanAsk = Answer is not null,
            Variable = Variables.GetValueOrDefault,
        };
        var exitCode = await new ToolApplication(console, Interruption).RunAsync(arguments);
        return new Outcome(exitCode, _output.ToString(), _errors.ToString());
    }

    /// <summary>Complete with the first line of the output, already written or yet to come, that is so.</summary>
    public Task<string> WaitForLineAsync(Func<string, bool> condition) => _output.WaitForAsync(condition);

    public void Dispose() => Interruption.Dispose();

    /// <summary>Takes text by whole lines, and lets a test wait for them.</summary>
    private sealed class LineSink : StringWriter
    {
        private readonly Lock _lock = new();
        private readonly List<string> _lines = [];
        private readonly List<(Func<string, bool> Condition, TaskCompletionSource<string> Found)> _waiting = [];

        public override void WriteLine(string? value)
        {
            lock (_lock)
            {
                base.WriteLine(value);
                _lines.Add(value!);
                foreach (var waiting in _waiting.Where(each => each.Condition(value!)))
                {
                    waiting.Found.TrySetResult(value!);
                }
            }
        }

        public Task<string> WaitForAsync(Func<string, bool> condition)
        {
            lock (_lock)
            {
                var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_lines.FirstOrDefault(condition) is { } line)
                {
                    found.SetResult(line);
                }

                _waiting.Add((condition, found));
                return found.Task;
            }
        }
    }
}
