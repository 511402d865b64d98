using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Options;

/// <summary>Finds waits that nothing ends.</summary>
internal static class WaitAdvice
{
    public static void Check(LockedMethodContext context)
    {
        if (context.Attribute.Timeout is null && ParameterFit.TokenOf(context.Method) is null)
        {
            context.Report(Rules.WaitsForEver, context.Syntax.Identifier.GetLocation(), context.Method.Name);
        }
    }
}
