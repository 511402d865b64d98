using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>ZKL0101: writes the body behind its definition, for the user to fill.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteBodyFix)), Shared]
public sealed class WriteBodyFix : RepairProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BodyMissing.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, method)
            || LockTypes.FindLockAttribute(method) is not { } attribute
            || place.Compilation.GetTypeByMetadataName("System.NotImplementedException") is not { } exception)
        {
            return [];
        }

        var name = LockAttribute.BodyName(attribute, method.Name);
        if (!BodyName.IsFree(method, name))
        {
            return [];
        }

        var lineBreak = Layout.LineBreak(syntax.SyntaxTree);
        var indent = Layout.Indent(syntax);
        var thrown = exception.ToMinimalDisplayString(place.Model, syntax.SpanStart);
        var edits = place.NewEdits();
        edits.Insert(
            syntax.SyntaxTree,
            Layout.EndOfLine(syntax),
            $"{lineBreak}{lineBreak}{indent}{BodyHeader.Write(syntax, method, name)}{lineBreak}"
            + $"{indent}{{{lineBreak}"
            + $"{indent}{Layout.Step(syntax)}throw new {thrown}();{lineBreak}"
            + $"{indent}}}");
        return edits.ToRepair($"Write the body '{name}'", "Write the body");
    }
}
