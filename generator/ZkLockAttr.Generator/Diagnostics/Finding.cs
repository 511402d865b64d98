using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Equality;

namespace ZkLockAttr.Generator.Diagnostics;

/// <summary>What is wrong with a method, and where. It holds a location, so it never enters a model.</summary>
internal sealed class Finding(DiagnosticDescriptor rule, Location? location, params string[] arguments)
{
    public DiagnosticDescriptor Rule { get; } = rule;

    public Location? Location { get; } = location;

    public EquatableArray<string> Arguments { get; } = ImmutableArray.Create(arguments);

    /// <summary>What a misspelt placeholder was meant to be.</summary>
    public PlaceholderFix? Fix { get; init; }

    public bool IsError => Rule.DefaultSeverity == DiagnosticSeverity.Error;

    public string Message =>
        $"{Rule.Id}: {string.Format(CultureInfo.InvariantCulture, Rule.MessageFormat.ToString(CultureInfo.InvariantCulture), arguments)}";

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Fix?.ToProperties(), arguments);
}
