using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>One attributed definition while it is read, with what is found wrong with it.</summary>
internal sealed class LockedMethodContext(
    IMethodSymbol method,
    AttributeData attribute,
    Compilation compilation,
    CancellationToken cancellationToken)
{
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>(0);

    public IMethodSymbol Method { get; } = method;

    public LockAttribute Attribute { get; } = new(attribute);

    public Compilation Compilation { get; } = compilation;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public MethodDeclarationSyntax Syntax { get; } =
        (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);

    public void Report(DiagnosticDescriptor rule, Location? location, params string[] arguments) =>
        Report(new Finding(rule, location, arguments));

    public void Report(Finding finding) => _findings.Add(finding);

    public ImmutableArray<Finding> Findings() => _findings.ToImmutable();
}
