using ZkLockAttr.Testing.Core;

namespace ZkLockAttr.Tests.Simulation;

/// <summary>
/// Random schedules of processes that contend, lose connections, are paused, lose their sessions. To repeat one that failed, put its seed into
/// <see cref="Seeds"/>' place.
/// </summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Healing = TimeSpan.FromMinutes(2);

    public static TheoryData<int, int> Seeds => new() { { 1, 250 }, { 1001, 250 }, { 2001, 250 }, { 3001, 250 } };

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Never_two_holders_growing_tokens_nobody_forgotten_nothing_left(int first, int count)
    {
        var grants = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                grants += Run(seed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
            }
        }

        // Otherwise nothing was tried.
        Assert.True(grants > count * 10, $"{grants} grants");
    }

    private static int Run(int seed)
    {
        var world = new World(seed);
        string[] paths = ["/locks/a", "/locks/b"];
        var processes = Enumerable.Range(0, 3).Select(_ => new SimulatedSession(world)).ToArray();
        var callers = (from process in processes from path in paths from _ in Enumerable.Range(0, 2) select new SimulatedCaller(world, process, path, runs: 4)).ToArray();
        var latestToken = paths.ToDictionary(path => path, _ => 0L);
        var isFaulty = true;

        foreach (var caller in callers)
        {
            caller.Granted = (_, handle) =>
            {
                Assert.True(handle.FencingToken > latestToken[caller.Path], $"token {handle.FencingToken} after {latestToken[caller.Path]}");
                latestToken[caller.Path] = handle.FencingToken;
            };
            caller.Begin();
        }

        world.Check = () =>
        {
            foreach (var caller in callers)
            {
                caller.Look();
            }

            foreach (var path in paths)
            {
                var holders = callers.Count(caller => caller.Path == path && caller.BelievesToHold);
                Assert.True(holders <= 1, $"{holders} holders of {path} at {world.Now}");
            }
        };
        world.After(world.UpTo(300), () => Disturb(world, processes, () => isFaulty));

        world.RunUntil(() => callers.All(caller => caller.IsDone), TimeSpan.FromSeconds(40));
        isFaulty = false;
        Assert.True(world.RunUntil(() => callers.All(caller => caller.IsDone), Healing), "somebody is waiting still");
        Assert.True(world.RunUntil(() => paths.All(path => CountChildren(world.Server, path) == 0), Healing), "a node is left");
        return callers.Sum(caller => caller.Grants);
    }

    private static void Disturb(World world, SimulatedSession[] processes, Func<bool> goesOn)
    {
        if (!goesOn())
        {
            return;
        }

        var process = processes[world.Random.Next(processes.Length)];
        if (world.Happens(0.7))
        {
            process.CutConnection();
        }
        else
        {
            process.Pause(world.UpTo(world.Happens(0.3) ? 8000 : 500));
        }

        world.After(world.UpTo(1500), () => Disturb(world, processes, goesOn));
    }

    private static int CountChildren(ServerCore server, string path) => server.State.Tree.Find(path)?.Children.Count ?? 0;
}
