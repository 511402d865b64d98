using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Where a diagnostic lies: the node, its file and what it means.</summary>
internal sealed class Place
{
    private Place(Document document, SemanticModel model, SyntaxNode node)
    {
        Document = document;
        Model = model;
        Node = node;
    }

    public Document Document { get; }

    public SemanticModel Model { get; }

    public SyntaxNode Node { get; }

    public Compilation Compilation => Model.Compilation;

    public Edits NewEdits() => new(Document.Project.Solution);

    public static async Task<Place?> OfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is null || model is null ? null : new Place(document, model, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true));
    }

    /// <summary>The method around this place, be it in its attributes.</summary>
    public (MethodDeclarationSyntax Syntax, IMethodSymbol Symbol)? Method(CancellationToken cancellationToken) =>
        Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } syntax && Model.GetDeclaredSymbol(syntax, cancellationToken) is { } symbol
            ? (syntax, symbol)
            : null;
}
