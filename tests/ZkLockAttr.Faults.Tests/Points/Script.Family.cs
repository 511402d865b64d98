using ZkLockAttr.Faults.Tests.Driver;
using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Faults.Tests.Points;

/// <summary>Locks that are not for one alone, or not by one node, or not given up with the release.</summary>
internal sealed partial record Script
{
    private static readonly QueueKind Exclusive = new(LockMode.Exclusive);
    private static readonly QueueKind Shared = new(LockMode.Shared);

    private static void Share(World world, Process process, Process other)
    {
        var readers = new Demand([new Wish(Path, Shared)], LockOptions.HandOver);
        var stranger = Caller.Ask(world, other, readers).Hold();
        var reader = Caller.Ask(world, process, readers).Hold();
        var joining = Caller.Ask(world, process, readers).Hold();
        var writer = Caller.Ask(world, process, Path);
        world.Run(Heartbeats);
        AssertKept(world, reader);
        reader.Release();
        joining.Release();
        stranger.Release();

        writer.Hold();
        var late = Caller.Ask(world, process, readers);
        writer.Release();
        late.Hold().Release();
    }

    private static void PlacesOfSemaphore(World world, Process process, Process other)
    {
        var place = new Demand([new Wish(Path, new QueueKind(LockMode.Shared, MaxCount: 2))]);
        var stranger = Caller.Ask(world, other, place).Hold();
        var first = Caller.Ask(world, process, place).Hold();
        var second = Caller.Ask(world, process, place);
        world.Run(Heartbeats);
        AssertKept(world, first);
        stranger.Release();
        second.Hold().Release();
        first.Release();
    }

    private static void SeveralTogether(World world, Process process, Process other)
    {
        var stranger = Caller.Ask(world, other, OtherPath).Hold();
        var both = Caller.Ask(world, process, new Demand([new Wish(Path, Exclusive), new Wish(OtherPath, Exclusive)]));
        world.Run(Heartbeats);
        var crossing = Caller.Ask(world, other, new Demand([new Wish(OtherPath, Shared), new Wish(Path, Exclusive)]));
        stranger.Release();

        // In which order depends on what broke.
        for (List<Caller> waiting = [both, crossing]; waiting.Count > 0;)
        {
            world.RunUntil("granted to one of the two", () => waiting.Exists(caller => caller.IsGranted));
            var holder = waiting.Find(caller => caller.IsGranted)!;
            waiting.Remove(holder);
            world.Run(Heartbeats);
            AssertKept(world, holder);
            holder.Release();
        }
    }

    private static void Retain(World world, Process process, Process other)
    {
        // Longer than anybody here waits: whoever comes gets it because it is given up.
        var kept = new Demand([new Wish(Path, Exclusive)], Retain: World.Outage * 4);
        Caller.Ask(world, process, kept).Hold().Release();
        world.Run(Heartbeats);
        var again = Caller.Ask(world, process, kept).Hold();
        AssertKept(world, again);
        again.Release();

        // In use, those who come are told so.
        Caller.Ask(world, other, Path).Hold().Release();
        var inUse = Caller.Ask(world, process, kept).Hold();
        var trying = Caller.Ask(world, other, Path, TimeSpan.Zero);
        world.RunUntil("sent away", () => trying.IsSettled);
        inUse.Release();
        Caller.Ask(world, other, Path).Hold().Release();
    }

    private static void Downgrade(World world, Process process, Process other)
    {
        var writer = Caller.Ask(world, process, new Demand([new Wish(Path, Exclusive)], LockOptions.Downgradable)).Hold();
        var reader = Caller.Ask(world, other, new Demand([new Wish(Path, Shared)]));
        world.Run(World.Latency * 20);
        writer.Downgrade();
        reader.Hold();
        world.Run(Heartbeats);
        AssertKept(world, writer);
        writer.Release();
        reader.Release();
        Caller.Ask(world, other, Path).Hold().Release();
    }
}
