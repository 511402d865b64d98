using ZkLockAttr.Package.Tests.Harness;

namespace ZkLockAttr.Package.Tests.Consumers;

/// <summary>Projects that get ours as packages, directly or through another project: they build and run locked, or they do not build.</summary>
[Collection(PackageTestGroup.Name)]
[Trait("Category", "Build")]
public class ConsumerTests(PackedPackages packages)
{
    private const string Library = """<ProjectReference Include="../Library/Library.csproj" />""";

    private readonly Consumer _consumer = new(packages);

    [Fact]
    public async Task A_project_with_the_package_builds_without_a_warning_and_runs_locked()
    {
        _consumer.With("App", _consumer.Package("ZkLockAttr") + _consumer.Package("ZkLockAttr.Testing"), Programs.RunJob)
            .WithFile("App", "Job.cs", Programs.Job);

        AssertNoWarning(await _consumer.BuildAsync("App"));
        Assert.Equal("first: held True, queue 1, second False\nreleased\n", (await _consumer.RunAsync("App")).Succeeded());
    }

    [Fact]
    public async Task A_project_that_gets_the_package_through_a_library_locks_its_own_methods_too()
    {
        _consumer.With("Library", _consumer.Package("ZkLockAttr") + _consumer.Package("ZkLockAttr.Testing"), Programs.Job, "Library")
            .With("App", Library, Programs.RunBoth);

        AssertNoWarning(await _consumer.BuildAsync("App"));
        Assert.Equal("first: held True, queue 1, second False\nreleased\nown: held True\n", (await _consumer.RunAsync("App")).Succeeded());
    }

    [Fact]
    public async Task A_project_with_nothing_but_the_hosting_package_locks_its_methods()
    {
        _consumer.With("Library", _consumer.Package("ZkLockAttr.Hosting"), Programs.Hosted, "Library");

        AssertNoWarning(await _consumer.BuildAsync("Library"));
    }

    [Fact]
    public async Task A_project_with_the_testing_package_and_a_host_runs_locked_on_the_server_inside_it()
    {
        _consumer.With("App", _consumer.Package("ZkLockAttr.Testing") + Consumer.HostPackage, Programs.RunHosted).WithFile("App", "Hosted.cs", Programs.Hosted);

        AssertNoWarning(await _consumer.BuildAsync("App"));
        Assert.Equal("held True\n", (await _consumer.RunAsync("App")).Succeeded());
    }

    [Fact]
    public async Task Misuse_fails_to_build_directly_and_stops_whoever_references_it()
    {
        _consumer.With("App", Library, "").With("Library", _consumer.Package("ZkLockAttr"), """
            using ZkLockAttr;

            public partial class Job(IDistributedLocks locks)
            {
                [DistributedLock("jobs/{nane}")]
                public partial Task RunAsync(string name, CancellationToken cancellationToken);

                private static Task RunAsyncCore(string name, CancellationToken cancellationToken) => Task.FromResult(name);
            }
            """, "Library");

        Assert.Contains("error ZKL0201: ", (await _consumer.BuildAsync("Library")).Failed(), StringComparison.Ordinal);
        Assert.Contains("error ZKL0201: ", (await _consumer.BuildAsync("App")).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misuse_fails_to_build_in_a_project_that_gets_the_package_through_a_library()
    {
        const string MethodWithoutLock = """
            using ZkLockAttr;

            await new Job().RunAsync();

            internal sealed class Job
            {
                [DistributedLock("job")] public Task RunAsync() => Task.CompletedTask;
            }
            """;
        const string CallRoundLock = """
            await new Fast(null!).RunNowAsync(default);

            internal sealed class Fast(ZkLockAttr.IDistributedLocks locks) : Jobs.Base(locks)
            {
                public Task RunNowAsync(CancellationToken cancellationToken) => RunAsyncCore(cancellationToken);
            }
            """;

        _consumer.With("App", Library, MethodWithoutLock).With("Library", _consumer.Package("ZkLockAttr"), """
            using ZkLockAttr;

            namespace Jobs;

            public partial class Base(IDistributedLocks locks)
            {
                [DistributedLock("job")]
                public partial Task RunAsync(CancellationToken cancellationToken);

                protected virtual Task RunAsyncCore(CancellationToken cancellationToken) => Task.CompletedTask;
            }
            """, "Library");

        Assert.Contains("error ZKL0001: ", (await _consumer.BuildAsync("App")).Failed(), StringComparison.Ordinal);
        _consumer.With("App", Library, CallRoundLock);
        Assert.Contains("error ZKL0120: ", (await _consumer.BuildAsync("App")).Failed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Library)]
    [InlineData("")]
    public async Task A_project_without_the_generator_fails_to_build(string reference)
    {
        _consumer.With("Library", _consumer.Package("ZkLockAttr"), "", "Library");
        _consumer.With("App", reference == "" ? _consumer.Package("ZkLockAttr") : reference, """
            using ZkLockAttr;

            await new Job().RunAsync();

            internal sealed class Job
            {
                [DistributedLock("job")] public Task RunAsync() => Task.CompletedTask;
            }
            """).WithFile("App", "Directory.Build.targets", """
            <Project>
              <Target Name="RemoveAnalyzers" BeforeTargets="RequireLockGenerator">
                <ItemGroup>
                  <Analyzer Remove="@(Analyzer)" />
                </ItemGroup>
              </Target>
            </Project>
            """);

        Assert.Contains("App references ZkLockAttr without its generator", (await _consumer.BuildAsync("App")).Failed(), StringComparison.Ordinal);
    }

    // Microsoft's health checks do not say of themselves that they can be compiled ahead of time. That is told only to those who ask for it, as the consumers here do.
    private static void AssertNoWarning(DotNet.Outcome build) => Assert.DoesNotContain(
        build.Succeeded().Split('\n'),
        line => line.Contains(": warning ", StringComparison.Ordinal)
            && !line.Contains("IL3058: Referenced assembly 'Microsoft.Extensions.Diagnostics.HealthChecks", StringComparison.Ordinal));
}
