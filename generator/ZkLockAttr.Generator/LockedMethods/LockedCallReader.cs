using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods.Models;
using ZkLockAttr.Generator.Naming;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>Reads an attributed definition. The generator writes what it finds; the analyzer reports what is wrong with it.</summary>
internal static class LockedCallReader
{
    /// <summary>What the half does, or null where the findings have an error.</summary>
    public static LockedCall? Read(
        IMethodSymbol method,
        AttributeData attribute,
        Compilation compilation,
        CancellationToken cancellationToken,
        out ImmutableArray<Finding> findings)
    {
        var context = new LockedMethodContext(method, attribute, compilation, cancellationToken);
        var shape = ShapeReader.Read(method);
        ShapeRules.Check(context, shape);
        var body = BodyRules.Check(context) is { } found ? BodyCallReader.Read(method, found) : null;
        var request = RequestRules.Check(context, NameRules.Check(context), body);
        var timeout = TimeoutRules.Check(context, shape);
        var fallback = FallbackRules.Check(context);
        var provider = ProviderRules.Check(context);

        findings = context.Findings();
        if (findings.Any(finding => finding.IsError))
        {
            return null;
        }

        var callerToken = ParameterFit.TokenOf(method) is { } token ? TypeNames.Identifier(token.Name) : null;
        return new LockedCall(
            shape,
            request,
            provider!,
            timeout,
            context.Attribute.SkipsOnTimeout,
            fallback is null ? null : BodyCallReader.Read(method, fallback),
            callerToken,
            body!);
    }
}
