using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using ZkLockAttr.Tool.Queues;

namespace ZkLockAttr.Tool.Rendering;

/// <summary>Locks as a table, one in a line.</summary>
internal static class LockList
{
    public static IRenderable Of(IEnumerable<LockState> locks, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var title in (string[])["LOCK", "KIND", "HELD BY", "FOR", "WAITING"])
        {
            table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Bold))).NoWrap().Padding(0, 0, 2, 0));
        }

        table.Columns[4].RightAligned();
        foreach (var state in locks)
        {
            table.AddRow(
                new Text(Shown.Safe(state.Address.Name)),
                new Text(state.Kind is { } kind ? Shown.Kind(kind) : "free", state.Kind is null ? new Style(Color.Grey) : null),
                new Text(Holders(state)),
                new Text(state.First is { } first ? Shown.Age(now - first.Since) : ""),
                new Text(state.Waiting.ToString(CultureInfo.InvariantCulture), state.Waiting > 0 ? new Style(Color.Yellow) : null));
        }

        return table;
    }

    private static string Holders(LockState state) => (state.First, state.Holders) switch
    {
        (null, 0) => "",
        (null, var holders) => string.Create(CultureInfo.InvariantCulture, $"{holders}"),
        (var first, 1) => Shown.Who(first),
        (var first, var holders) => string.Create(CultureInfo.InvariantCulture, $"{Shown.Who(first)} and {holders - 1} more"),
    };
}
