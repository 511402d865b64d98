using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>What is compared.</summary>
public enum Subject
{
    /// <summary>Roslyn alone, on locked methods: it looks for both attributes.</summary>
    LockFloor,

    /// <summary>Roslyn alone, when it looks for one of them.</summary>
    OneLockFloor,

    /// <summary>Roslyn alone, with the symbols that a generator must look at.</summary>
    LockSymbols,

    /// <summary>Our generator.</summary>
    Lock,

    /// <summary>Roslyn alone, on log messages.</summary>
    LoggerMessageFloor,

    /// <summary>The generator of <c>[LoggerMessage]</c>, from its package.</summary>
    LoggerMessage,
}

internal static class SubjectExtensions
{
    private const string LockAttribute = "ZkLockAttr.DistributedLockAttribute";
    private const string SemaphoreAttribute = "ZkLockAttr.DistributedSemaphoreAttribute";

    public static Workload Workload(this Subject subject) =>
        subject is Subject.LockFloor or Subject.OneLockFloor or Subject.LockSymbols or Subject.Lock ? Benchmarks.Workload.OfLocks() : Benchmarks.Workload.OfLogMessages();

    public static ISourceGenerator Generator(this Subject subject) => subject switch
    {
        Subject.LockFloor => new ConstantPipeline(LockAttribute, SemaphoreAttribute).AsSourceGenerator(),
        Subject.OneLockFloor => new ConstantPipeline(LockAttribute).AsSourceGenerator(),
        Subject.LockSymbols => new SymbolPipeline(LockAttribute).AsSourceGenerator(),
        Subject.Lock => new DistributedLockGenerator().AsSourceGenerator(),
        Subject.LoggerMessageFloor => new ConstantPipeline("Microsoft.Extensions.Logging.LoggerMessageAttribute").AsSourceGenerator(),
        _ => LoggerMessageGenerator().AsSourceGenerator(),
    };

    private static IIncrementalGenerator LoggerMessageGenerator()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Yardstick", "Microsoft.Extensions.Logging.Generators.dll");
        var type = Assembly.LoadFrom(path).GetType("Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator", throwOnError: true)!;
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }
}
