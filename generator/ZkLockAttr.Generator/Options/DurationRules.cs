using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Options;

/// <summary>Reads an option that is a length of time.</summary>
internal static class DurationRules
{
    public static Duration? Check(LockedMethodContext context, string option, string? text)
    {
        var duration = text is null ? null : DurationReader.Read(text);
        if (text is not null && duration is null)
        {
            context.Report(Rules.DurationNotReadable, context.Attribute.WhereArgumentIs(option), context.Method.Name, text, option);
        }

        return duration;
    }
}
