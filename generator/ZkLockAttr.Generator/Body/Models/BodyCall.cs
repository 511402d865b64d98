using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.Body.Models;

/// <summary>How a half calls its body.</summary>
/// <param name="Name">As code, without type arguments.</param>
/// <param name="Target">With them, and with what stands before it.</param>
/// <param name="Arguments">In the body's order.</param>
internal sealed record BodyCall(string Name, string Target, EquatableArray<BodyArgument> Arguments)
{
    /// <summary>Whether it sees the lock, and its fencing token.</summary>
    public bool TakesHandle
    {
        get
        {
            foreach (var argument in Arguments)
            {
                if (argument.Kind == BodyArgumentKind.LockHandle)
                {
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>One argument of the body.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Text">As code, for a parameter of the definition.</param>
internal readonly record struct BodyArgument(BodyArgumentKind Kind, string Text = "");

internal enum BodyArgumentKind
{
    /// <summary>A parameter of the definition, handed on.</summary>
    Parameter,

    /// <summary>The token that is cancelled when the caller's is, or when the lock is lost.</summary>
    LinkedToken,

    /// <summary>The lock.</summary>
    LockHandle,
}
