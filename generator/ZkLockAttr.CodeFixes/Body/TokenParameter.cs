using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Writes a <c>CancellationToken</c> parameter as short as the place allows.</summary>
internal static class TokenParameter
{
    /// <param name="edits">The repair that it belongs to.</param>
    /// <param name="syntax">Where it is written.</param>
    /// <param name="isUnread">Whether an enumeration could not reach it without its mark.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="compilation">What the place means.</param>
    public static string Write(Edits edits, MethodDeclarationSyntax syntax, bool isUnread, string name, Compilation compilation)
    {
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
        var type = compilation.GetTypeByMetadataName("System.Threading.CancellationToken")!.ToMinimalDisplayString(model, syntax.SpanStart);
        return $"{(isUnread ? EnumeratorCancellation.Write(edits, syntax, model) : "")}{type} {TypeNames.Identifier(name)}";
    }

    /// <summary>The token of a body, which only an async iterator has to mark.</summary>
    public static string OfBody(Edits edits, MethodDeclarationSyntax syntax, IMethodSymbol body, string name, Compilation compilation) =>
        Write(edits, syntax, body.IsAsync && LockTypes.IsAsyncEnumerable(body.ReturnType), name, compilation);
}
