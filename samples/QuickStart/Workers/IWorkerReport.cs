using ZkLockAttr;

namespace QuickStart.Workers;

/// <summary>Where a worker tells what it does.</summary>
internal interface IWorkerReport
{
    void Asks();

    void Got(LockHandle handle);

    void Counted(int number);

    /// <summary>The last act under the lock.</summary>
    void Done();

    void Failed(string reason);

    /// <summary>It was told to stop, and has let go of the lock if it had it.</summary>
    void Stopped();
}
