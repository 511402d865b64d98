using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Tells whether a method that calls itself gives the placeholders of its lock name the values that they have already.</summary>
internal sealed class RepeatedName(IInvocationOperation call, IMethodSymbol caller, Func<IParameterSymbol, IParameterSymbol?> inCaller, IOperation block)
{
    /// <returns>Whether they cannot have changed in between; null where they are, or may be, other values.</returns>
    public bool? IsCertain(string template)
    {
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, caller.ContainingType))
        {
            return null;
        }

        var isCertain = true;
        foreach (var token in TemplateReader.Read(template, out _))
        {
            if (token.IsPlaceholder)
            {
                if (IsCertain(token) is not { } isFixed)
                {
                    return null;
                }

                isCertain &= isFixed;
            }
        }

        return isCertain;
    }

    private bool? IsCertain(TemplateToken token)
    {
        var names = token.Text.Split('.').Select(name => name.Trim().TrimStart('@')).ToArray();
        var target = call.TargetMethod.OriginalDefinition;
        if (target.Parameters.FirstOrDefault(parameter => parameter.Name == names[0]) is { } parameter)
        {
            return IsHandedOn(parameter) ? IsFixed(parameter.Type, names) : null;
        }

        if (names[0] == "this")
        {
            return IsFixed(target.ContainingType, names);
        }

        return target.TypeParameters.FirstOrDefault(typeParameter => typeParameter.Name == names[0]) is not { } ofMethod
            || SymbolEqualityComparer.Default.Equals(call.TargetMethod.TypeArguments[ofMethod.Ordinal], caller.TypeParameters[ofMethod.Ordinal])
                ? true
                : null;
    }

    private bool IsHandedOn(IParameterSymbol parameter)
    {
        var argument = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal);
        return argument is not null
            && OwnOperations.Unwrap(argument.Value) is IParameterReferenceOperation { Parameter: var given }
            && SymbolEqualityComparer.Default.Equals(given, inCaller(parameter))
            && !block.DescendantsAndSelf().Any(operation => operation is IParameterReferenceOperation reference && IsChange(reference, given));
    }

    private static bool IsChange(IParameterReferenceOperation reference, IParameterSymbol parameter) =>
        SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter)
        && reference.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == reference,
            IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
            IIncrementOrDecrementOperation or ITupleOperation or IAddressOfOperation or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
            _ => false,
        };

    // A member that nobody can set, of a type whose text nobody can change.
    private static bool IsFixed(ITypeSymbol type, string[] names)
    {
        foreach (var name in names.Skip(1))
        {
            switch (ReadableMembers.Find(type, name))
            {
                case IFieldSymbol { IsReadOnly: true } field:
                    type = field.Type;
                    break;
                case IPropertySymbol { SetMethod: null or { IsInitOnly: true } } property when AutoProperty.Is(property):
                    type = property.Type;
                    break;
                default:
                    return false;
            }
        }

        return type.IsValueType || type.SpecialType == SpecialType.System_String;
    }
}
