using ZkLockAttr.Faults.Tests.Driver;
using ZkLockAttr.OnPaper;

namespace ZkLockAttr.Faults.Tests.Points;

/// <summary>What processes do while the connections of one of them break. Each must come to its end whatever breaks.</summary>
internal sealed partial record Script(string Name, Action<World, Process, Process> Play)
{
    private const string Path = "/locks/orders/42";
    private const string OtherPath = "/locks/orders/7";

    private static readonly TimeSpan Heartbeats = World.SessionTimeout / 6 * 2.5;

    public static readonly Script[] All =
    [
        new("first and second take", TakeTwice),
        new("wait behind one", WaitBehindOne),
        new("wait behind two", WaitBehindTwo),
        new("hold before another", HoldBeforeAnother),
        new("time out", TimeOut),
        new("cancel", Cancel),
        new("queue in the process", QueueInTheProcess),
        new("numbers used up", NumbersUsedUp),
        new("share", Share),
        new("places of a semaphore", PlacesOfSemaphore),
        new("several together", SeveralTogether),
        new("retain", Retain),
        new("downgrade", Downgrade),
    ];

    /// <summary>Runs it in a new world, and looks at what is left when all is done.</summary>
    public World Run(FaultPlan faults, Tape? tape = null)
    {
        var world = new World(faults, tape);
        var underTest = new Process(world, isUnderTest: true);
        var other = new Process(world, isUnderTest: false);
        Play(world, underTest, other);

        // With what the process itself does about it: the sessions live on.
        world.RunUntil("left without a node", () => world.CountNodes(Path, OtherPath) == 0);
        world.Run(World.Latency * 3);
        Must.Hold(world.Watches == 0, $"{world.Watches} watches are left");

        underTest.Close();
        other.Close();
        world.RunUntil("closed", () => underTest.IsClosed && other.IsClosed);
        world.RunUntil("left without a session", () => world.Server.State.Sessions.Living.Count == 0);
        Assert.Equal(0, world.CountNodes(Path, OtherPath));
        return world;
    }

    private static void TakeTwice(World world, Process process, Process other)
    {
        var first = Caller.Ask(world, process, Path).Hold();
        world.Run(Heartbeats);
        AssertKept(world, first);
        first.Release();
        world.Run(Heartbeats);

        var second = Caller.Ask(world, process, Path).Hold();
        AssertKept(world, second);
        second.Release();
    }

    private static void WaitBehindOne(World world, Process process, Process other)
    {
        var holder = Caller.Ask(world, other, Path).Hold();
        var waiter = Caller.Ask(world, process, Path);
        world.Run(Heartbeats);
        holder.Release();
        waiter.Hold().Release();
    }

    private static void WaitBehindTwo(World world, Process process, Process other)
    {
        var third = new Process(world, isUnderTest: false);
        var holder = Caller.Ask(world, other, Path).Hold();
        var giving = Caller.Ask(world, third, Path);
        world.Run(World.Latency * 10);
        var waiter = Caller.Ask(world, process, Path);
        world.Run(World.Latency * 20);

        // The waiter is told of a predecessor that has gone while another still holds.
        giving.Leave();
        world.Run(World.Latency * 20);
        holder.Release();
        waiter.Hold().Release();
        third.Close();
    }

    private static void HoldBeforeAnother(World world, Process process, Process other)
    {
        // The parents are there: the very first create makes a node, perhaps in a session that nobody hears of.
        Caller.Ask(world, other, Path).Hold().Release();
        var holder = Caller.Ask(world, process, Path).Hold();
        var waiter = Caller.Ask(world, other, Path);

        // Long enough for the end of every session but the present one.
        world.Run(World.SessionTimeout * 1.4);
        AssertKept(world, holder);
        holder.Release();
        waiter.Hold().Release();
    }

    private static void TimeOut(World world, Process process, Process other)
    {
        var holder = Caller.Ask(world, other, Path).Hold();
        var waiter = Caller.Ask(world, process, Path, TimeSpan.FromSeconds(1));
        world.RunUntil("timed out", () => waiter.IsSettled);
        Must.Hold(waiter.Failure is LockTimeoutException or LockUnavailableException, $"it got {waiter.Failure}");

        var trying = Caller.Ask(world, process, Path, TimeSpan.Zero);
        world.RunUntil("sent away", () => trying.IsSettled);
        Must.Hold(trying.Failure is LockTimeoutException or LockUnavailableException, $"it got {trying.Failure}");
        holder.Release();
        Caller.Ask(world, process, Path).Hold().Release();
    }

    private static void Cancel(World world, Process process, Process other)
    {
        // With its create under way, and then while it waits.
        var hasty = Caller.Ask(world, process, Path);
        world.Run(World.Latency * 4.5);
        hasty.Leave();
        world.RunUntil("cancelled", () => hasty.IsSettled);

        var holder = Caller.Ask(world, other, Path).Hold();
        var waiter = Caller.Ask(world, process, Path);
        world.Run(World.Latency * 20);
        waiter.Leave();
        Assert.True(waiter.IsSettled);
        holder.Release();
        Caller.Ask(world, other, Path).Hold().Release();
    }

    private static void QueueInTheProcess(World world, Process process, Process other)
    {
        var first = Caller.Ask(world, process, Path);
        var second = Caller.Ask(world, process, Path);
        var stranger = Caller.Ask(world, other, Path);
        var third = Caller.Ask(world, process, Path);
        third.Leave();

        // In which order depends on what broke.
        for (List<Caller> waiting = [first, second, stranger]; waiting.Count > 0;)
        {
            world.RunUntil("granted to somebody", () => waiting.Exists(caller => caller.IsGranted));
            var holder = waiting.Find(caller => caller.IsGranted)!;
            waiting.Remove(holder);
            holder.Release();
        }
    }

    private static void NumbersUsedUp(World world, Process process, Process other)
    {
        world.Server.Create("/locks", world.ServerNow);
        world.Server.Create("/locks/orders", world.ServerNow);
        world.Server.Create(Path, world.ServerNow);
        world.Server.State.Tree.SetCounter(Path, int.MaxValue - 2);
        Caller.Ask(world, process, Path).Hold().Release();
    }

    private static void AssertKept(World world, Caller holder) => Must.Hold(world.Faults.MayCostLocks || !holder.IsLost, $"a lock was lost at {world.Now}");
}
