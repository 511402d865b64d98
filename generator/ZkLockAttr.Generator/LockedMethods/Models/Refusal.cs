using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.LockedMethods.Models;

/// <summary>
/// An error for which no half can be written, with its place as plain values: a <see cref="Location"/> would keep a whole compilation alive,
/// and change with every edit.
/// </summary>
internal sealed record Refusal(string Rule, EquatableArray<string> Arguments, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Refusal From(Finding finding)
    {
        var lines = finding.Location!.GetLineSpan();
        return new Refusal(finding.Rule.Id, finding.Arguments, lines.Path, finding.Location.SourceSpan, lines.Span);
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.ReportedByGenerator(Rule), Location.Create(Path, Span, Lines), [.. Arguments]);
}
