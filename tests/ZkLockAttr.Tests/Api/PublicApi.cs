using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.Tests.Api;

/// <summary>An assembly's public types and members as C# declares them, with default values, constants and what may be null; in ordinal order.</summary>
internal static class PublicApi
{
    private const SymbolDisplayMiscellaneousOptions Miscellaneous =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier;

    private const SymbolDisplayGenericsOptions Generics =
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance;

    private static readonly SymbolDisplayFormat TypeName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes, genericsOptions: Generics, miscellaneousOptions: Miscellaneous);

    private static readonly SymbolDisplayFormat Member = TypeName
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeExtensionThis | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeMemberKeyword)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var types in VisibleTypes(Read(assembly).GlobalNamespace).GroupBy(type => type.ContainingNamespace.ToDisplayString()).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(types.Key).Append('\n');
            foreach (var type in types.OrderBy(type => type.ToDisplayString(TypeName), StringComparer.Ordinal))
            {
                text.Append('\n').Append(Describe(type)).Append('\n');
                foreach (var member in type.GetMembers().Where(IsVisible).Select(member => Describe(member)).Order(StringComparer.Ordinal))
                {
                    text.Append("    ").Append(member).Append('\n');
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static IAssemblySymbol Read(Assembly assembly)
    {
        var read = MetadataReference.CreateFromFile(assembly.Location);
        var others = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => path != assembly.Location);
        var compilation = CSharpCompilation.Create("reader", references: [read, .. others.Select(path => MetadataReference.CreateFromFile(path))]);
        return (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(read)!;
    }

    private static IEnumerable<INamedTypeSymbol> VisibleTypes(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => VisibleTypes(inner),
        INamedTypeSymbol type when IsVisible(type) => [type, .. VisibleTypes(type)],
        _ => [],
    });

    // The compiler's own names cannot be written in C#.
    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && !symbol.Name.StartsWith('<')
        && !symbol.IsImplicitlyDeclared
        && symbol is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove };

    private static string Describe(INamedTypeSymbol type)
    {
        var kind = type switch
        {
            { TypeKind: TypeKind.Enum } => "enum",
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Delegate } => "delegate",
            { IsValueType: true } => type.IsReadOnly ? "readonly struct" : type.IsRefLikeType ? "ref struct" : "struct",
            { IsStatic: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var parent = type.BaseType is { SpecialType: SpecialType.None } ? [type.BaseType] : Enumerable.Empty<INamedTypeSymbol>();
        var bases = parent.Concat(type.Interfaces.Where(IsVisible)).Select(other => other.ToDisplayString(TypeName)).ToArray();
        return $"public {kind} {type.ToDisplayString(TypeName)}{(bases is [] ? "" : " : ")}{string.Join(", ", bases)}";
    }

    private static string Describe(ISymbol member) => member switch
    {
        INamedTypeSymbol => $"type {member.Name}",
        IPropertySymbol property => $"{property.ToDisplayString(Member)} {{ {string.Join(' ', Accessors(property))} }}",
        _ => $"{member.ToDisplayString(Member)};",
    };

    private static IEnumerable<string> Accessors(IPropertySymbol property)
    {
        if (property.GetMethod is { } get && IsAccessor(get))
        {
            yield return "get;";
        }

        if (property.SetMethod is { } set && IsAccessor(set))
        {
            yield return set.IsInitOnly ? "init;" : "set;";
        }

        static bool IsAccessor(IMethodSymbol method) => method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
    }
}
