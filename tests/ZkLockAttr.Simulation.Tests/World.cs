namespace ZkLockAttr.Simulation.Tests;

/// <summary>Virtual time, and chance that is drawn from a seed: what happens when can be repeated, event by event.</summary>
internal sealed class World(int seed)
{
    private readonly PriorityQueue<Action, (TimeSpan Due, long Order)> _agenda = new();
    private readonly Random _random = new(seed);
    private long _order;

    public TimeSpan Now { get; private set; }

    public Random Random => _random;

    /// <summary>Called behind everything that happens.</summary>
    public Action Check { get; set; } = static () => { };

    public bool Happens(double probability) => _random.NextDouble() < probability;

    public TimeSpan UpTo(double milliseconds) => TimeSpan.FromMilliseconds(_random.NextDouble() * milliseconds);

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    public void After(TimeSpan delay, Action action) => _agenda.Enqueue(action, (Now + delay, _order++));

    /// <summary>Again and again, that long apart.</summary>
    public void Every(Func<TimeSpan> interval, Action action) => After(interval(), () =>
    {
        action();
        Every(interval, action);
    });

    /// <summary>Lets things happen until the condition holds.</summary>
    /// <returns>False if it does not within that time.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        while (!condition())
        {
            if (!_agenda.TryPeek(out _, out var at) || at.Due > end)
            {
                Now = end;
                return false;
            }

            var action = _agenda.Dequeue();
            Now = at.Due;
            action();
            Check();
        }

        return true;
    }
}
