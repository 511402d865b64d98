using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Declaration.Models;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Tells calls whose end is waited for where they stand: awaited, blocked on, or blocking themselves.</summary>
internal static class AwaitedCall
{
    public static bool Is(IInvocationOperation call)
    {
        if (!ShapeReader.Read(call.TargetMethod).IsAsync())
        {
            return true;
        }

        for (var (value, user) = ((IOperation)call, call.Parent); user is not null; (value, user) = (user, user.Parent))
        {
            switch (user)
            {
                case IAwaitOperation or IForEachLoopOperation:
                case IInvocationOperation { TargetMethod.Name: "Wait" or "GetResult" } blocking when blocking.Instance == value:
                case IPropertyReferenceOperation { Property.Name: "Result" }:
                    return true;
                case IConversionOperation or IParenthesizedOperation:
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" } step when step.Instance == value:
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" } }:
                    break;
                case IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" or "WithCancellation", IsExtensionMethod: true } }:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
