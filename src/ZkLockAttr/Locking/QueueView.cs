namespace ZkLockAttr.Locking;

/// <summary>What a list of the queue tells one of its nodes.</summary>
/// <param name="HasOwn">Whether the node itself is listed.</param>
/// <param name="Predecessor">The nearest of those that exclude it, null if there is none.</param>
/// <param name="Ahead">How many exclude it.</param>
internal readonly record struct QueueView(bool HasOwn, string? Predecessor, int Ahead)
{
    public static QueueView Of(string[] children, ReadOnlySpan<char> ownName, int ownNumber)
    {
        var hasOwn = false;
        string? nearest = null;
        var nearestNumber = 0;
        var ahead = 0;
        foreach (var child in children)
        {
            if (ownName.SequenceEqual(child))
            {
                hasOwn = true;
            }
            else if (QueueNodeName.TryReadContender(child, out var number) && QueueNodeName.IsAhead(number, ownNumber))
            {
                ahead++;
                if (nearest is null || QueueNodeName.IsAhead(nearestNumber, number))
                {
                    nearest = child;
                    nearestNumber = number;
                }
            }
        }

        return new QueueView(hasOwn, nearest, ahead);
    }
}
