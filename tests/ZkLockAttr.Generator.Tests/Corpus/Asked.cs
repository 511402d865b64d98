namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>What a method asks for: one lock or several, of what kind, and what is to become of them.</summary>
/// <param name="Names">Their templates, and what they come to.</param>
internal sealed record Asked(params IReadOnlyList<(string Template, string Name)> Names)
{
    public bool IsShared { get; init; }

    /// <summary>How many can hold the semaphore; 0 where it is a lock.</summary>
    public int MaxCount { get; init; }

    public Span? Retain { get; init; }

    public Span? HoldAtLeast { get; init; }

    /// <summary>How the attribute is given them, with <c>{0}</c> for the names in quotes.</summary>
    public string Written { get; init; } = "{0}";

    /// <summary>The attribute with its arguments of the constructor, left open.</summary>
    public string Attribute
    {
        get
        {
            var names = Written.Replace("{0}", string.Join(", ", Names.Select(name => $"\"{name.Template}\"")), StringComparison.Ordinal);
            return MaxCount > 0 ? $"DistributedSemaphore({names}" : $"DistributedLock({names}";
        }
    }

    public IEnumerable<string> Options =>
    [
        .. IsShared ? ["Mode = LockMode.Shared"] : (IEnumerable<string>)[],
        .. Retain is { } retain ? [$"Retain = \"{retain.Text}\""] : (IEnumerable<string>)[],
        .. HoldAtLeast is { } atLeast ? [$"HoldAtLeast = \"{atLeast.Text}\""] : (IEnumerable<string>)[],
    ];

    /// <summary>What the locks see of it, in the words of the corpus' own locks.</summary>
    public string Seen(bool bodyTakesHandle)
    {
        var (retain, atLeast) = (Retain?.Length ?? default, HoldAtLeast?.Length ?? default);
        var isHandedOver = !bodyTakesHandle && Names.Count == 1;
        if (Names.Count == 1 && MaxCount == 0 && !IsShared && !isHandedOver && retain == default && atLeast == default)
        {
            return Names[0].Name;
        }

        var kind = MaxCount > 0 ? $" (one of {MaxCount})" : IsShared ? " (shared)" : "";
        var options = isHandedOver ? LockOptions.HandOver : LockOptions.None;
        return $"{string.Join(", ", Names.Select(name => name.Name + kind))}; {options}, kept {retain:c}, at least {atLeast:c}";
    }

    /// <summary>A duration as it is written, and how long it is.</summary>
    internal sealed record Span(string Text, TimeSpan Length)
    {
        public static readonly Span[] All =
        [
            new("0s", TimeSpan.Zero), new("0ms", TimeSpan.Zero), new("250ms", TimeSpan.FromMilliseconds(250)), new("5s", TimeSpan.FromSeconds(5)),
            new("2m", TimeSpan.FromMinutes(2)), new("1h", TimeSpan.FromHours(1)),
        ];
    }
}
