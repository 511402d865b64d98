using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.LockedMethods.Models;

/// <summary>A half to be written.</summary>
/// <param name="HintName">The name of its file, without extension.</param>
/// <param name="Nesting">Where it stands.</param>
/// <param name="Signature">What it repeats of its definition.</param>
/// <param name="Call">What it does; null where <paramref name="Errors"/> make it throw.</param>
/// <param name="Errors">What is wrong, each with its rule.</param>
/// <param name="UnreadLocks">
/// Parameters of the primary constructor that only the good half would read. A throwing half reads them too, or the compiler would warn of them
/// (CS9113) and lead away from what is wrong.
/// </param>
internal sealed record Half(
    string HintName,
    TypeNesting Nesting,
    Signature Signature,
    LockedCall? Call,
    EquatableArray<string> Errors,
    EquatableArray<string> UnreadLocks);
