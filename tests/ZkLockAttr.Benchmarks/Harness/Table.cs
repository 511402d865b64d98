using System.Globalization;

namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>A table for people: the first column is text, the others are numbers.</summary>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    /// <summary>Adds a row; numbers get three digits that count, or more if they are large.</summary>
    public Table Add(string name, params double?[] values)
    {
        _rows.Add([name, .. values.Select(Format)]);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        return string.Join('\n', _rows.Select(row => "  " + string.Join("  ", row.Select(
            (cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))));
    }

    private static string Format(double? value) => value switch
    {
        null => "-",
        0 => "0",
        { } number => Math.Abs(number) switch
        {
            >= 100 => number.ToString("#,0", CultureInfo.InvariantCulture),
            >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
            >= 1 => number.ToString("0.00", CultureInfo.InvariantCulture),
            _ => number.ToString("0.000", CultureInfo.InvariantCulture),
        },
    };
}
