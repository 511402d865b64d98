using ZkLockAttr;

namespace QuickStart.Workers;

/// <summary>Tells people, as a log.</summary>
internal sealed class TextReport(WorkerOptions options) : IWorkerReport
{
    private bool _holds;

    public void Asks() => Log($"Waits for the lock '{options.Name}' at {options.ZooKeeper}");

    public void Got(LockHandle handle)
    {
        _holds = true;
        Log($"Get lock: {handle.Path}, token {handle.FencingToken}");
    }

    public void Counted(int number) => Log($"{number}");

    public void Done()
    {
        _holds = false;
        Log("Release lock");
    }

    public void Failed(string reason) => Console.Error.WriteLine(reason);

    public void Stopped() => Log(_holds ? "Stopped, lock released" : "Stopped");

    private void Log(string text) => Console.WriteLine($"{DateTime.Now:HH:mm:ss.fff}  {options.Id}  {text}");
}
