using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using ZkLockAttr.Tool.Diagnosing;

namespace ZkLockAttr.Tool.Rendering;

/// <summary>What the doctor has found: a line for each server, then what there is to say.</summary>
internal static class Diagnosis
{
    public static IRenderable Of(IReadOnlyList<ServerReport> reports, IReadOnlyList<Finding> findings, bool isHealthy)
    {
        var rows = new List<IRenderable> { new Unwrapped(Table(reports)) };
        var remarks = reports.SelectMany(report => report.Findings.Select(finding => (Of: Name(report), finding)))
            .Concat(findings.Select(finding => (Of: "ensemble", finding)))
            .GroupBy(remark => remark.finding)
            .OrderByDescending(remark => remark.Key.Level);
        foreach (var remark in remarks)
        {
            rows.Add(Text.Empty);
            rows.Add(new Markup($"{Label(remark.Key.Level)}  {Shown.Escaped(string.Join(", ", remark.Select(each => each.Of)))}"));
            rows.Add(new Padder(new Text(Shown.Safe(remark.Key.Text)), new Padding(9, 0, 0, 0)));
        }

        rows.Add(Text.Empty);
        rows.Add(new Markup(isHealthy ? "[green]healthy[/]" : "[red]not healthy[/]"));
        return new Rows(rows);
    }

    private static Table Table(IReadOnlyList<ServerReport> reports)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var title in (string[])["SERVER", "STATE", "VERSION", "ROLE", "SESSION", "READ", "QUORUM WRITE", "CLOCK"])
        {
            table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Bold))).NoWrap().Padding(0, 0, 2, 0));
        }

        foreach (var report in reports)
        {
            table.AddRow(
                new Text(Shown.Safe(Name(report))),
                report.IsHealthy ? new Markup("[green]ok[/]") : new Markup("[red]problem[/]"),
                new Text(report.Version?.ToString() ?? "?"),
                new Text(report.Role ?? "?"),
                new Text(report.SessionTimeout is { } session ? string.Create(CultureInfo.InvariantCulture, $"{session.TotalSeconds:0.###} s") : "-"),
                new Text(report.Read is { } read ? Shown.Milliseconds(read) : "-"),
                new Text(report.Write is { } write ? Shown.Milliseconds(write) : "-"),
                new Text(report.Clock is { } clock ? string.Create(CultureInfo.InvariantCulture, $"{clock.TotalMilliseconds:+0;-0;0} ms") : "-"));
        }

        return table;
    }

    private static string Name(ServerReport report) =>
        report.Address is null || report.Server.Contains(report.Address, StringComparison.Ordinal) ? report.Server : $"{report.Server} ({report.Address})";

    private static string Label(FindingLevel level) => level switch
    {
        FindingLevel.Problem => "[red]problem[/]",
        FindingLevel.Warning => "[yellow]warning[/]",
        _ => "note   ",
    };
}
