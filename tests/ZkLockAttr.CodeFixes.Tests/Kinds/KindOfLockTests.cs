using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Kinds;

/// <summary>Fixes that do not look at what kind of lock it is: they mend a semaphore as they mend a lock, and leave its attribute as it is.</summary>
public class KindOfLockTests
{
    private static readonly (RepairProvider Fix, string Id, string Before, string After)[] Cases =
    [
        (new MakePartialFix(), "ZKL0001Fix",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public int Run() => 1;\n}",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial int Run();\n\n    private int RunCore() => 1;\n}"),
        (new AddAccessibilityFix(), "ZKL0003Fix",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] partial int Run();\n    private int RunCore() => 1;\n}",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] private partial int Run();\n    private int RunCore() => 1;\n}"),
        (new CallLockedMethodFix(), "ZKL0120",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial int Run();\n    private int RunCore() => 1;\n    public int Use() => RunCore();\n}",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial int Run();\n    private int RunCore() => 1;\n    public int Use() => Run();\n}"),
        (new ProviderFix(), "ZKL0305",
            "public partial class Service\n{\n    [DistributedLock(\"a\")] public partial int Run();\n    private int RunCore() => 1;\n}",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial int Run();\n    private int RunCore() => 1;\n}"),
        (new AddTokenFix(), "ZKL0307",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial Task RunAsync();\n    private Task RunAsyncCore() => Task.CompletedTask;\n}",
            "public partial class Service(IDistributedLocks locks)\n{\n    [DistributedLock(\"a\")] public partial Task RunAsync(CancellationToken cancellationToken = default);\n    private Task RunAsyncCore(CancellationToken cancellationToken) => Task.CompletedTask;\n}"),
    ];

    public static TheoryData<string> Ids() => [.. Cases.Select(item => item.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task A_lock(string id) => Mend(id, code => code);

    [Theory]
    [MemberData(nameof(Ids))]
    public Task A_shared_lock_of_several_names(string id) =>
        Mend(id, code => code.Replace("(\"a\")", "(\"a\", \"b\", Mode = LockMode.Shared)", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public Task A_semaphore(string id) => Mend(id, code => code.Replace("DistributedLock(\"a\")", "DistributedSemaphore(\"a\", 3)", StringComparison.Ordinal));

    private static Task Mend(string id, Func<string, string> edit)
    {
        var (fix, _, before, after) = Cases.Single(item => item.Id == id);
        return Fixed.ByOne(fix, id, edit(before), edit(after));
    }
}
