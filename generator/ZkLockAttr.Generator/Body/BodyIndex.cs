using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Body;

/// <summary>Knows of each method whether it is a body, and whose. Thread-safe, for one compilation.</summary>
internal sealed class BodyIndex
{
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _knowsLocks = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<LockedBody>> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>The body that this method is, or overrides, or implements; null for all other methods.</summary>
    public LockedBody? Find(IMethodSymbol method)
    {
        // Most calls end here: into assemblies that have never heard of locks.
        if (!method.IsOverride && (method.ContainingAssembly is not { } assembly || !KnowsLocks(assembly)))
        {
            return null;
        }

        return Declarations(method).Select(FindDeclared).FirstOrDefault(body => body is not null);
    }

    /// <summary>Whether this method is the body, or overrides or implements it.</summary>
    public bool IsOrOverrides(IMethodSymbol method, LockedBody body) =>
        Declarations(method).Any(declaration => SymbolEqualityComparer.Default.Equals(declaration, body.Method));

    /// <summary>The method as it was declared (without type arguments, not reduced, the defining part), then what it overrides and implements.</summary>
    private IEnumerable<IMethodSymbol> Declarations(IMethodSymbol method)
    {
        var declared = AsDeclared(method);
        yield return declared;
        for (var overridden = declared.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            yield return AsDeclared(overridden);
        }

        foreach (var implemented in ImplementedBodies(declared))
        {
            yield return implemented;
        }
    }

    private IEnumerable<IMethodSymbol> ImplementedBodies(IMethodSymbol method)
    {
        if (method.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type
            || method.IsStatic
            || !KnowsLocks(type.ContainingAssembly))
        {
            yield break;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            foreach (var body in BodiesOf(implemented.OriginalDefinition))
            {
                var member = implemented.GetMembers(body.Method.Name)
                    .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, body.Method));
                if (member is not null
                    && type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation
                    && SymbolEqualityComparer.Default.Equals(AsDeclared(implementation), method))
                {
                    yield return body.Method;
                }
            }
        }
    }

    private static IMethodSymbol AsDeclared(IMethodSymbol method)
    {
        var declared = (method.ReducedFrom ?? method).OriginalDefinition;
        return declared.PartialDefinitionPart ?? declared;
    }

    private LockedBody? FindDeclared(IMethodSymbol method)
    {
        foreach (var body in BodiesOf(method.ContainingType))
        {
            if (SymbolEqualityComparer.Default.Equals(body.Method, method))
            {
                return body;
            }
        }

        return null;
    }

    private ImmutableArray<LockedBody> BodiesOf(INamedTypeSymbol? type) =>
        type is null || !KnowsLocks(type.ContainingAssembly) ? [] : _bodies.GetOrAdd(type, ReadBodies);

    // Spares the members of every framework type a look.
    private bool KnowsLocks(IAssemblySymbol assembly) => _knowsLocks.GetOrAdd(assembly, static assembly =>
        assembly.GetTypeByMetadataName(LockTypes.AttributeMetadataName) is not null
        || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "ZkLockAttr")));

    private static ImmutableArray<LockedBody> ReadBodies(INamedTypeSymbol type)
    {
        var bodies = ImmutableArray.CreateBuilder<LockedBody>();
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } definition && LockTypes.FindLockAttribute(definition) is { } attribute)
            {
                foreach (var body in BodyFinder.Find(definition, LockAttribute.BodyName(attribute, definition.Name)).Fitting)
                {
                    Add(bodies, AsDeclared(body), definition);
                }
            }
        }

        return bodies.ToImmutable();
    }

    private static void Add(ImmutableArray<LockedBody>.Builder bodies, IMethodSymbol body, IMethodSymbol definition)
    {
        for (var i = 0; i < bodies.Count; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(bodies[i].Method, body))
            {
                bodies[i] = bodies[i].With(definition);
                return;
            }
        }

        bodies.Add(new LockedBody(body, [definition]));
    }
}
