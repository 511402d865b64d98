using System.Globalization;
using ZkLockAttr.Faults.Tests.Driver;

namespace ZkLockAttr.Faults.Tests.Points;

/// <summary>How many fault points were tried in which operation's bytes.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, int[]> _points = new(StringComparer.Ordinal);

    public int Total => _points.Values.Sum(points => points.Sum());

    public void Add(Direction direction, string operation)
    {
        if (!_points.TryGetValue(operation, out var points))
        {
            _points[operation] = points = new int[2];
        }

        points[(int)direction]++;
    }

    /// <summary>Fails if an operation was not interrupted, on its way to the server or its answer's to the client.</summary>
    public void AssertHas(params string[] operations) =>
        Assert.All(operations, operation => Assert.True(_points.TryGetValue(operation, out var points) && points.All(count => count > 0), $"no point in {operation}"));

    public override string ToString() => string.Join('\n', _points.Select(operation => string.Create(
        CultureInfo.InvariantCulture, $"  {operation.Key}: {operation.Value[(int)Direction.ToServer]} in requests, {operation.Value[(int)Direction.ToClient]} in answers")));
}
