namespace QuickStart.Workers;

/// <summary>
/// A worker must not outlive the demo that started it, not even one that was killed. The demo holds the other end of the worker's stdin, and the
/// system closes that when the demo ends, however it ends.
/// </summary>
internal static class ParentWatch
{
    public static void CancelWhenStdinCloses(CancellationTokenSource stop)
    {
        var watch = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
            }

            TryCancel(stop);

            // The server may have been in the process that is gone: the release is not waited for longer than this.
            Thread.Sleep(TimeSpan.FromSeconds(2));
            Environment.Exit(ExitCode.Interrupted);
        });
        watch.IsBackground = true;
        watch.Start();
    }

    private static void TryCancel(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The worker has just ended by itself.
        }
    }
}
