namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>Chance, from a seed.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    public bool OneIn(int number) => _random.Next(number) == 0;

    public int Below(int number) => _random.Next(number);

    public T Of<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public void Shuffle<T>(T[] all) => _random.Shuffle(all);
}
