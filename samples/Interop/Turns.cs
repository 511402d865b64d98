using ZkLockAttr;

namespace Interop;

/// <summary>Takes turns with whoever locks the same path, of whatever client: writes a line, works, writes another line.</summary>
internal sealed partial class Turns(IDistributedLocks locks, string file)
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(100);

    /// <summary>One turn, alone. The lock is the node <c>/locks/turns</c>: kazoo's is <c>client.Lock("/locks/turns")</c>.</summary>
    [DistributedLock("turns")]
    public partial Task TakeAsync(int number, CancellationToken cancellationToken);

    private async Task TakeAsyncCore(int number, CancellationToken cancellationToken)
    {
        await WriteAsync($"begin C# {number}", cancellationToken);
        await Task.Delay(Work, cancellationToken);
        await WriteAsync($"end C# {number}", cancellationToken);
    }

    private async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await File.AppendAllTextAsync(file, line + "\n", cancellationToken);
        Console.WriteLine(line);
    }
}
