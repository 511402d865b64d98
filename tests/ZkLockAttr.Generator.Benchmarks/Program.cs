using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using ZkLockAttr.Generator.Benchmarks;

// In this process: what counts is allocation, and that is the same in each.
var job = Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance);

// Each run is an edit after the last one's.
var generators = BenchmarkRunner.Run<GeneratorBenchmarks>(Config(job.WithInvocationCount(16).WithUnrollFactor(1).WithWarmupCount(15)));
var halves = BenchmarkRunner.Run<HalfBenchmarks>(Config(job));
Budget.Print(generators, halves);

static IConfig Config(Job job) => ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "artifacts"));
