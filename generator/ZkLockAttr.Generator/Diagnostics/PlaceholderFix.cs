using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

/// <summary>What a placeholder was meant to be, handed to the code fix in the properties of a diagnostic.</summary>
/// <param name="Written">What stands before the colon, without braces.</param>
/// <param name="Meant">What should stand there.</param>
internal sealed record PlaceholderFix(string Written, string Meant)
{
    public static PlaceholderFix? From(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(nameof(Written), out var written) && written is not null
        && diagnostic.Properties.TryGetValue(nameof(Meant), out var meant) && meant is not null
            ? new PlaceholderFix(written, meant)
            : null;

    public ImmutableDictionary<string, string?> ToProperties() =>
        ImmutableDictionary<string, string?>.Empty.Add(nameof(Written), Written).Add(nameof(Meant), Meant);
}
