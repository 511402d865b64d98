using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>Gives all constructors of a type the locks: those that call another one hand them on, the others keep them in a field.</summary>
internal static class ConstructorLocks
{
    /// <summary>Adds them and says how; null where one of the constructors has no place for them.</summary>
    public static string? TryAdd(
        Edits edits,
        IMethodSymbol method,
        List<IMethodSymbol> constructors,
        Compilation compilation,
        Func<SyntaxNode, string> typeName,
        CancellationToken cancellationToken)
    {
        var type = method.ContainingType;
        var plans = constructors.Select(constructor => Plan.For(constructor, method, cancellationToken)).OfType<Plan>().ToList();
        if (plans.Count < constructors.Count || plans.Select(plan => plan.Rest).Distinct().Count() < plans.Count || LocksName.OfField(type) is not { } field)
        {
            return null;
        }

        var isKept = false;
        foreach (var plan in plans)
        {
            if (!plan.IsGiven)
            {
                ParameterInsertion.Insert(edits, plan.Parameters, plan.Index, $"{typeName(plan.Parameters)} {plan.Code}");
            }

            if (plan.Called is { } initializer)
            {
                var called = compilation.GetSemanticModel(initializer.SyntaxTree).GetSymbolInfo(initializer, cancellationToken).Symbol;
                if (plans.Find(other => SymbolEqualityComparer.Default.Equals(other.Constructor, called)) is not { } target || !HandOn(edits, plan, initializer, target))
                {
                    return null;
                }
            }
            else if (plan.Body is { } body)
            {
                edits.Insert(body.SyntaxTree, body.OpenBraceToken.Span.End, Assignment(body, $"{field} = {plan.Code};"));
                if (!isKept)
                {
                    LocksField.Insert(edits, (TypeDeclarationSyntax)body.Parent!.Parent!, $"private readonly {typeName(body.Parent)} {field};");
                    isKept = true;
                }
            }
        }

        return plans.Count > 1 ? $"Give the constructors of '{type.Name}' the parameter '{plans[0].Name}'"
            : plans[0].IsGiven ? $"Keep '{plans[0].Name}' in a field of '{type.Name}'"
            : $"Give the constructor of '{type.Name}' the parameter '{plans[0].Name}'";
    }

    private static bool HandOn(Edits edits, Plan plan, ConstructorInitializerSyntax initializer, Plan target)
    {
        // A constructor that had locks is given some already, and behind what may be left out they would be taken for it.
        var list = initializer.ArgumentList;
        if (target.IsGiven || target.Index < target.Parameters.Parameters.Count)
        {
            return target.IsGiven;
        }

        var isNamed = list.Arguments.Any(argument => argument.NameColon is not null);
        edits.Insert(
            list.SyntaxTree,
            list.CloseParenToken.SpanStart,
            (list.Arguments.Count > 0 ? ", " : "") + (isNamed ? $"{target.Code}: " : "") + plan.Code);
        return true;
    }

    private static string Assignment(BlockSyntax body, string statement)
    {
        var isOneLine = !body.ToString().Contains('\n');
        return isOneLine ? $" {statement}" : $"{Layout.LineBreak(body.SyntaxTree)}{Layout.Indent(body.Parent!)}{Layout.Step(body.Parent!)}{statement}";
    }

    /// <summary>What happens to one constructor.</summary>
    private sealed record Plan(IMethodSymbol Constructor, ParameterListSyntax Parameters, ConstructorInitializerSyntax? Called, BlockSyntax? Body, string Name, bool IsGiven)
    {
        public string Code => TypeNames.Identifier(Name);

        // Before those that may be left out: they stand last.
        public int Index => ParameterInsertion.BeforeOptional(Parameters);

        /// <summary>The types of all other parameters: two constructors must differ in them.</summary>
        public string Rest { get; } = string.Join(
            ", ", Constructor.Parameters.Where(parameter => !LockTypes.IsLockProvider(parameter.Type)).Select(parameter => TypeNames.Full(parameter.Type)));

        public static Plan? For(IMethodSymbol constructor, IMethodSymbol method, CancellationToken cancellationToken)
        {
            var given = constructor.Parameters.Where(parameter => parameter.RefKind == RefKind.None && LockTypes.IsLockProvider(parameter.Type)).ToList();
            var name = given.Count == 1 ? given[0].Name : LocksName.OfParameter(method, constructor);
            if (given.Count > 1 || name is null)
            {
                return null;
            }

            return constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) switch
            {
                TypeDeclarationSyntax { ParameterList: { } parameters } => new Plan(constructor, parameters, null, null, name, given.Count == 1),
                ConstructorDeclarationSyntax { Initializer: { ThisOrBaseKeyword: var called } initializer, ParameterList: var parameters }
                    when called.IsKind(SyntaxKind.ThisKeyword) => new Plan(constructor, parameters, initializer, null, name, given.Count == 1),
                ConstructorDeclarationSyntax { Body: { } body, ParameterList: var parameters } =>
                    new Plan(constructor, parameters, null, body, name, given.Count == 1),
                _ => null,
            };
        }
    }
}
