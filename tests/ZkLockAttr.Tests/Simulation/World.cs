using ZkLockAttr.Testing.Core;
using ZkLockAttr.Tests.Time;

namespace ZkLockAttr.Tests.Simulation;

/// <summary>
/// Clients and a server in one thread and in virtual time: what happens when is drawn from a seed, so that every run can be repeated.
/// </summary>
internal sealed class World
{
    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _agenda = new();
    private readonly ManualClock _clock = new();
    private long _order;

    public World(int seed)
    {
        Random = new Random(seed);
        Server = new ServerCore(ServerSettings.Default with { TickTime = 500, MinSessionTimeout = 1000, ContainerCheckInterval = 3000 }, ServerNow);
        AdvanceServer();
    }

    public Random Random { get; }

    public ServerCore Server { get; }

    public TimeSpan Now => _clock.Now;

    public ServerTime ServerNow => new((long)Now.TotalMilliseconds, (long)Now.TotalMilliseconds);

    /// <summary>Called behind everything that happens.</summary>
    public Action Check { get; set; } = static () => { };

    public bool Happens(double probability) => Random.NextDouble() < probability;

    public TimeSpan UpTo(double milliseconds) => TimeSpan.FromMilliseconds(Random.NextDouble() * milliseconds);

    public void After(TimeSpan delay, Action action) => _agenda.Enqueue(action, (Now + delay, _order++));

    /// <summary>Lets things happen until the condition holds.</summary>
    /// <returns>False if it does not within that time.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        while (!condition())
        {
            if (!_agenda.TryDequeue(out var action, out var at) || at.Due > end)
            {
                return false;
            }

            _clock.Advance(at.Due - Now);
            action();
            Check();
        }

        return true;
    }

    private void AdvanceServer()
    {
        Server.Advance(ServerNow);
        After(TimeSpan.FromMilliseconds(250), AdvanceServer);
    }
}
