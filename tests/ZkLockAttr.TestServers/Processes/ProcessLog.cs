namespace ZkLockAttr.TestServers.Processes;

/// <summary>The last lines that a process wrote, for the messages of failures.</summary>
internal sealed class ProcessLog
{
    private const int Kept = 200;

    private readonly Queue<string> _lines = new();

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }

    /// <summary>Takes lines until the process closes the stream.</summary>
    public async Task CopyAsync(TextReader output, Action<string>? onLine = null)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Add(line);
            onLine?.Invoke(line);
        }
    }

    private void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }
}
