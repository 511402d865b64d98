using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Emission;
using ZkLockAttr.Generator.Equality;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.LockedMethods.Models;

namespace ZkLockAttr.Generator;

/// <summary>Writes the implementing half of each partial method marked <c>[DistributedLock]</c> or <c>[DistributedSemaphore]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DistributedLockGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var locks = Methods(context, LockTypes.AttributeMetadataName);
        var semaphores = Methods(context, LockTypes.SemaphoreMetadataName);
        var lockHalves = Halves(locks);
        var semaphoreHalves = Halves(semaphores);
        var sharedNames = HintNames(lockHalves)
            .Combine(HintNames(semaphoreHalves))
            .Select(static (names, _) => HintName.Shared(names.Left.AddRange(names.Right)))
            .WithTrackingName(TrackingNames.SharedNames);

        Write(context, lockHalves, sharedNames);
        Write(context, semaphoreHalves, sharedNames);
        Report(context, locks);
        Report(context, semaphores);
    }

    private static IncrementalValuesProvider<LockedMethod?> Methods(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (_, _) => true, LockedMethodReader.Read)
            .WithTrackingName(TrackingNames.Parse);

    private static IncrementalValuesProvider<Half> Halves(IncrementalValuesProvider<LockedMethod?> methods) =>
        methods
            .Where(static method => method?.Half is not null)
            .Select(static (method, _) => method!.Half!)
            .WithTrackingName(TrackingNames.Halves);

    private static IncrementalValueProvider<ImmutableArray<string>> HintNames(IncrementalValuesProvider<Half> halves) =>
        halves.Select(static (half, _) => half.HintName).Collect();

    private static void Write(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Half> halves, IncrementalValueProvider<EquatableArray<string>> sharedNames)
    {
        var files = halves
            .Combine(sharedNames)
            .Select(static (pair, _) => HintName.TellApart(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Files);
        context.RegisterSourceOutput(files, static (output, half) => output.AddSource(half.HintName + HalfFile.Extension, HalfWriter.Write(half)));
    }

    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<LockedMethod?> methods)
    {
        var refusals = methods
            .SelectMany(static (method, _) => method is null ? [] : method.Refusals)
            .WithTrackingName(TrackingNames.Refusals);
        context.RegisterSourceOutput(refusals, static (output, refusal) => output.ReportDiagnostic(refusal.ToDiagnostic()));
    }
}
