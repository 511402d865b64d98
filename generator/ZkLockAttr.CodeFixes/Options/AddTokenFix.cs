using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>ZKL0307: gives the method an optional token, and its body the token. Without a Timeout there is no Fallback to give it to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddTokenFix)), Shared]
public sealed class AddTokenFix : RepairProvider
{
    private const string Name = "cancellationToken";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.WaitsForEver.Id];

    internal override async Task<ImmutableArray<Repair>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await Place.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || place.Method(cancellationToken) is not var (syntax, method)
            || LockTypes.FindLockAttribute(method) is not { } attribute
            || GivenSignature.Is(method)
            || method.Parameters.Any(parameter => parameter.IsParams))
        {
            return [];
        }

        var edits = place.NewEdits();
        var token = TokenParameter.Write(edits, syntax, LockTypes.IsAsyncEnumerable(method.ReturnType), Name, place.Compilation);
        ParameterInsertion.Insert(edits, syntax.ParameterList, method.Parameters.Length, token + " = default");
        var body = BodyFinder.Find(method, LockAttribute.BodyName(attribute, method.Name)).Fitting.FirstOrDefault();
        if (body is not null && ParameterFit.TokenOf(body) is null)
        {
            Give(edits, place, body, cancellationToken);
        }

        // Calls go on to compile, delegates may not.
        var related = await RelatedDocuments.OfAsync(method, document.Project.Solution, cancellationToken).ConfigureAwait(false);
        return await edits.ToRepair($"Add a CancellationToken to '{method.Name}'", "Add a CancellationToken")
            .ThatSucceedAsync(document.Project.Solution, cancellationToken, related)
            .ConfigureAwait(false);
    }

    private static void Give(Edits edits, Place place, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var syntax = (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
        ParameterInsertion.Insert(
            edits, syntax.ParameterList, method.Parameters.Length, TokenParameter.OfBody(edits, syntax, method, Name, place.Compilation));
        PassedToken.Write(edits, syntax, place.Compilation.GetSemanticModel(syntax.SyntaxTree), Name, cancellationToken);
    }
}
