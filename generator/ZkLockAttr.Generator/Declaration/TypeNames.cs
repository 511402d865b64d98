using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Types and names as text: complete for generated code, short for people.</summary>
internal static class TypeNames
{
    private const string Await = "await";

    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat ForPeople = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string Full(ITypeSymbol type)
    {
        var name = type.ToDisplayString(Qualified);

        // No keyword for Roslyn, but one inside an async method.
        return name.Contains(Await) ? string.Concat(type.ToDisplayParts(Qualified).Select(WithoutAwait)) : name;
    }

    public static string Short(ITypeSymbol type) => type.ToDisplayString(ForPeople);

    /// <summary>A name as code: with <c>@</c> where it is a keyword, and where it would be one inside an async method.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name == Await ? "@" + name : name;

    /// <summary>
    /// The name of a type or type parameter where it is declared: the language reserves more and more short words there (CS9029, CS9056, CS9062,
    /// CS9306), and warns of all names of lower-case letters (CS8981).
    /// </summary>
    public static string Declared(string name) => name.All(letter => letter is >= 'a' and <= 'z') ? "@" + name : name;

    private static string WithoutAwait(SymbolDisplayPart part) => part.ToString() is Await ? "@" + Await : part.ToString();
}
