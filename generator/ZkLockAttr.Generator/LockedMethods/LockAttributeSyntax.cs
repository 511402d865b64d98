using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>Finds the arguments of an attribute of ours in its text, which is read only where there is something to report.</summary>
internal sealed class LockAttributeSyntax(AttributeData data)
{
    public Location? Where => Attribute?.GetLocation();

    /// <summary>How many can hold the semaphore.</summary>
    public ExpressionSyntax? Count => ConstructorArgument("maxCount", 1);

    private AttributeSyntax? Attribute => data.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    private IEnumerable<AttributeArgumentSyntax> Arguments => Attribute?.ArgumentList?.Arguments ?? [];

    /// <summary>One of the names, also where they are given as one array.</summary>
    public ExpressionSyntax? Name(int index)
    {
        if (LockTypes.IsSemaphoreAttribute(data.AttributeClass))
        {
            return ConstructorArgument("name", index);
        }

        var names = Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.Expression).ToList();
        var given = names.Count == 1 ? Elements(names[0]) ?? names : names;
        return given.ElementAtOrDefault(index);
    }

    public ExpressionSyntax? Argument(string property) =>
        Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)?.Expression;

    private ExpressionSyntax? ConstructorArgument(string parameter, int position)
    {
        var given = Arguments.Where(argument => argument.NameEquals is null).ToList();
        return (given.Find(argument => argument.NameColon?.Name.Identifier.ValueText == parameter)
            ?? given.ElementAtOrDefault(position))?.Expression;
    }

    private static IEnumerable<ExpressionSyntax>? Elements(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression),
        _ => null,
    };
}
