using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Finds what leaves no room for a half: there is nothing that could throw, so the generator itself must report it.</summary>
internal static class RefusalRules
{
    public static ImmutableArray<Finding> Find(IMethodSymbol method, AttributeData attribute, SyntaxNode declaration)
    {
        var marked = LockAttribute.ShortName(attribute);
        if ((WhyNotLockable(method, declaration) ?? WhyNotTwice(method, attribute)) is var (kind, advice))
        {
            return [new Finding(Rules.NotLockable, Where(declaration), NameOf(method), kind, advice, marked)];
        }

        // Room for ZKL0011: nothing can be locked here, but nothing runs here either.
        if (method is { IsAbstract: true })
        {
            return [];
        }

        var syntax = (MethodDeclarationSyntax)declaration;
        var bodyName = LockAttribute.BodyName(attribute, method.Name);
        var found = ImmutableArray.CreateBuilder<Finding>(0);
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            found.Add(new Finding(Rules.MethodNotPartial, Where(declaration), method.Name, bodyName, marked));
        }
        else if (IsOnHalf(method, syntax) || method.PartialImplementationPart is not null)
        {
            found.Add(new Finding(Rules.HalfExists, Where(declaration), method.Name, bodyName, marked));
        }
        else if (WhyAccessibilityIsNeeded(method, syntax) is { } reason)
        {
            found.Add(new Finding(Rules.AccessibilityMissing, Where(declaration), method.Name, reason));
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (NonPartialDeclaration(type) is { } place)
            {
                found.Add(new Finding(Rules.TypeNotPartial, place, type.Name, method.Name, marked));
            }
        }

        return found.ToImmutable();
    }

    private static (string Kind, string Advice)? WhyNotLockable(IMethodSymbol method, SyntaxNode declaration)
    {
        const string UseMethod = "make it a method of a type";
        switch (method.MethodKind)
        {
            case MethodKind.LocalFunction:
                return ("a local function", UseMethod);
            case MethodKind.LambdaMethod:
                return ("a lambda", UseMethod);
            case MethodKind.UserDefinedOperator or MethodKind.Conversion:
                return ("an operator", "call a locked method from it");
            case MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor:
                return ("a constructor or finalizer", "call a locked method from it");
            case MethodKind.ExplicitInterfaceImplementation:
                return ("an explicit interface implementation", "call a locked method from it");
            case not MethodKind.Ordinary:
                return ("an accessor", "call a locked method from it");
        }

        if (declaration is not MethodDeclarationSyntax)
        {
            return ("no ordinary method", UseMethod);
        }

        if (method is { IsAbstract: true, ContainingType.TypeKind: not TypeKind.Interface })
        {
            return ("an abstract method", "mark the methods that override it");
        }

        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
            {
                return ("a member of an extension block", "make it an extension method with 'this', or a method of a type");
            }

            if (type.IsFileLocal)
            {
                return ("a method of a file-local type", $"no other file can add to '{type.Name}', remove its 'file'");
            }
        }

        return null;
    }

    private static (string Kind, string Advice)? WhyNotTwice(IMethodSymbol method, AttributeData attribute) =>
        LockTypes.FindOtherLockAttribute(method, attribute) is { } other
            ? ($"which is marked [{LockAttribute.ShortName(other)}] too", "keep one of them, and call a method with the other from its body")
            : null;

    private static bool IsOnHalf(IMethodSymbol method, MethodDeclarationSyntax syntax) =>
        method.PartialDefinitionPart is not null || syntax.Body is not null || syntax.ExpressionBody is not null
        || syntax.Modifiers.Any(SyntaxKind.ExternKeyword);

    private static string? WhyAccessibilityIsNeeded(IMethodSymbol method, MethodDeclarationSyntax syntax)
    {
        var isOptionalHalf = true;
        foreach (var modifier in syntax.Modifiers)
        {
            switch (modifier.Kind())
            {
                case SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword:
                    return null;
                case SyntaxKind.VirtualKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.SealedKeyword or SyntaxKind.NewKeyword:
                    isOptionalHalf = false;
                    break;
            }
        }

        if (!method.ReturnsVoid)
        {
            return "has a result";
        }

        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.Out)
            {
                return "has an out parameter";
            }
        }

        return isOptionalHalf ? null : "is virtual, an override or new";
    }

    private static Location? NonPartialDeclaration(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return declaration.Identifier.GetLocation();
            }
        }

        return null;
    }

    private static Location Where(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        LocalFunctionStatementSyntax function => function.Identifier.GetLocation(),
        OperatorDeclarationSyntax @operator => @operator.OperatorToken.GetLocation(),
        AccessorDeclarationSyntax accessor => accessor.Keyword.GetLocation(),
        ConstructorDeclarationSyntax constructor => constructor.Identifier.GetLocation(),
        DestructorDeclarationSyntax destructor => destructor.Identifier.GetLocation(),
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.GetLocation(),
        _ => Location.Create(declaration.SyntaxTree, declaration.GetFirstToken().Span),
    };

    private static string NameOf(IMethodSymbol method) => method.Name.Length == 0 ? "the lambda" : method.Name;
}
