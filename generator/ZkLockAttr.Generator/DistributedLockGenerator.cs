using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Emission;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator;

/// <summary>Writes the implementing half of each partial method marked <c>[DistributedLock]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DistributedLockGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(LockTypes.AttributeMetadataName, static (_, _) => true, LockedMethodReader.Read)
            .WithTrackingName(TrackingNames.Parse);

        var halves = methods
            .Where(static method => method?.Half is not null)
            .Select(static (method, _) => method!.Half!)
            .WithTrackingName(TrackingNames.Halves);

        var sharedNames = halves
            .Select(static (half, _) => half.HintName)
            .Collect()
            .Select(static (names, _) => HintName.Shared(names))
            .WithTrackingName(TrackingNames.SharedNames);

        var files = halves
            .Combine(sharedNames)
            .Select(static (pair, _) => HintName.TellApart(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Files);

        var refusals = methods
            .SelectMany(static (method, _) => method is null ? [] : method.Refusals)
            .WithTrackingName(TrackingNames.Refusals);

        context.RegisterSourceOutput(files, static (output, half) => output.AddSource(half.HintName + HalfFile.Extension, HalfWriter.Write(half)));
        context.RegisterSourceOutput(refusals, static (output, refusal) => output.ReportDiagnostic(refusal.ToDiagnostic()));
    }
}
