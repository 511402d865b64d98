using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Emission;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Tries a repair: a fix that only moves the error elsewhere is not offered.</summary>
internal static class TrialCompilation
{
    // A definition has no half, and can be made no delegate of: the half is left out here, and follows.
    private static readonly string[] HalfIsMissing = ["CS8795", "CS0762"];

    /// <summary>Those after which the files that they change, and others, have no more complaints of any kind than before.</summary>
    public static async Task<ImmutableArray<Repair>> ThatSucceedAsync(
        this ImmutableArray<Repair> repairs,
        Solution solution,
        CancellationToken cancellationToken,
        ImmutableArray<DocumentId> others = default,
        DiagnosticSeverity least = DiagnosticSeverity.Error)
    {
        var successful = ImmutableArray.CreateBuilder<Repair>();
        foreach (var repair in repairs)
        {
            var repaired = await Repair.ApplyAsync(solution, repair.Edits, cancellationToken).ConfigureAwait(false);
            var documents = repair.Edits.Select(edit => edit.Document).Concat(others.IsDefault ? [] : others).Distinct().ToList();
            var before = await ComplaintsAsync(solution, documents, least, cancellationToken).ConfigureAwait(false);
            var after = await ComplaintsAsync(repaired, documents, least, cancellationToken).ConfigureAwait(false);
            if (after.All(kind => kind.Count() <= before[kind.Key].Count()))
            {
                successful.Add(repair);
            }
        }

        return successful.ToImmutable();
    }

    private static async Task<ILookup<string, string>> ComplaintsAsync(
        Solution solution, List<DocumentId> documents, DiagnosticSeverity least, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var ofProject in documents.GroupBy(id => id.ProjectId))
        {
            // An editor may not run generators on a solution that is only tried: their old halves would not fit.
            var compilation = await solution.GetProject(ofProject.Key)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
            compilation = compilation!.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(HalfFile.IsOurs));
            foreach (var id in ofProject)
            {
                var tree = await solution.GetDocument(id)!.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false);
                var model = compilation.GetSemanticModel(tree!);
                ids.AddRange(model.GetDiagnostics(cancellationToken: cancellationToken)
                    .Where(diagnostic => diagnostic.Severity >= least && !diagnostic.IsSuppressed && !HalfIsMissing.Contains(diagnostic.Id))
                    .Select(diagnostic => diagnostic.Id));
                ids.AddRange(await OurErrorsAsync(model, cancellationToken).ConfigureAwait(false));
            }
        }

        return ids.ToLookup(id => id);
    }

    private static async Task<List<string>> OurErrorsAsync(SemanticModel model, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        foreach (var syntax in root.DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (model.GetDeclaredSymbol(syntax, cancellationToken) is not { } method || LockTypes.FindLockAttribute(method) is not { } attribute)
            {
                continue;
            }

            var findings = RefusalRules.Find(method, attribute, syntax);
            if (findings.IsEmpty && method.IsPartialDefinition)
            {
                LockedCallReader.Read(method, attribute, model.Compilation, cancellationToken, out findings);
            }

            ids.AddRange(findings.Where(finding => finding.IsError).Select(finding => finding.Rule.Id));
        }

        return ids;
    }
}
