using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.Declaration.Models;

/// <summary>What a half repeats of its definition.</summary>
/// <param name="Modifiers">Without <c>partial</c> and <c>async</c>.</param>
/// <param name="ReturnType">With <c>ref</c> where there is one.</param>
/// <param name="Name">As code.</param>
/// <param name="TypeParameters">Their names as code.</param>
/// <param name="Parameters">Each with its modifiers.</param>
/// <param name="Constraints">Each with its <c>where</c>.</param>
internal sealed record Signature(
    EquatableArray<string> Modifiers,
    string ReturnType,
    string Name,
    EquatableArray<string> TypeParameters,
    EquatableArray<Parameter> Parameters,
    EquatableArray<string> Constraints);

/// <summary>A parameter of a half.</summary>
/// <param name="Type">With its modifiers.</param>
/// <param name="Name">As code.</param>
/// <param name="IsOut">Whether it must be assigned before the half returns.</param>
internal sealed record Parameter(string Type, string Name, bool IsOut);
