using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Tests.Harness;
using ZkLockAttr.Shared;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>What people read: the messages whose parts depend on what was found, all of them, beside the code that they are about.</summary>
public class MessageTests
{
    private static readonly string[] NotLockable =
    [
        "public void Run() { [DistributedLock(\"a\")] void Local() { } Local(); }",
        "public Action Lambda => [DistributedLock(\"a\")] () => { };",
        "[DistributedLock(\"a\")] public static Service operator +(Service a, Service b) => a;",
        "[DistributedLock(\"a\")] public static explicit operator int(Service a) => 1;",
        "[DistributedLock(\"a\")] public Service() { }",
        "[DistributedLock(\"a\")] ~Service() { }",
        "[DistributedLock(\"a\")] void IDisposable.Dispose() { }",
        "public int Count { [DistributedLock(\"a\")] get => 1; }",
        "[DistributedLock(\"a\")] public abstract Task RunAsync();",
        "file partial class Nested { [DistributedLock(\"a\")] public partial Task RunAsync(); }",
    ];

    private static readonly string[] AccessibilityMissing =
    [
        "[DistributedLock(\"a\")] partial Task RunAsync(); private Task RunAsyncCore() => Task.CompletedTask;",
        "[DistributedLock(\"a\")] partial void Run(out int count); private void RunCore(out int count) => count = 1;",
        "[DistributedLock(\"a\")] virtual partial void Run(); private void RunCore() { }",
        "[DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask;",
        "[DistributedLock(\"a\")] public partial Task RunAsync(); public partial Task RunAsync() => Task.CompletedTask;",
    ];

    private static readonly string[] Placeholders =
    [
        "{1}", "{Order}", "{ordr}", "{xyz}", "{order.id}", "{order.Idd}", "{order.Xyz}", "{order.Total}", "{order.Total()}", "{order.Secret}", "{order.Key}", "{order.Number}", "{order.Item}",
        "{order.WriteOnly}", "{order.Hidden}", "{order.Changed}", "{other.id}", "{maybe.Number}", "{maybe.Lines}", "{T.Name}", "{this.Nothing}", "{@order.Id}", "{many}", "{order}", "{order.Lines}",
    ];

    [Fact]
    public async Task Messages_tell_what_was_found_and_what_to_write()
    {
        var text = new StringBuilder();
        foreach (var member in NotLockable.Concat(AccessibilityMissing))
        {
            await TellAsync(text, member, $"public abstract partial class Service : IDisposable {{ {member} }}");
        }

        const string Extension = "extension(int number) { [DistributedLock(\"a\")] public Task RunAsync() => Task.CompletedTask; }";
        await TellAsync(text, Extension, $"public static partial class Extensions {{ {Extension} }}");
        foreach (var placeholder in Placeholders)
        {
            await TellAsync(text, placeholder, WithName(placeholder));
        }

        Acceptance.Match(Path.Combine(Repository.Root, "tests", "ZkLockAttr.Generator.Tests", "Diagnostics", "Messages.verified.txt"), text.ToString());
    }

    private static string WithName(string name) => $$"""
        public record Order(string Id, int Number)
        {
            public decimal Total() => 1;
            private string Secret => "";
            public static string Key => "";
            public string this[int i] => "";
            public string WriteOnly { set { } }
            public string Hidden { private get; set; } = "";
            public event Action? Changed;
            public List<string> Lines { get; } = [];
        }

        public interface IBase { int Id { get; } }

        public interface IOther : IBase;

        public partial class Service<T>(IDistributedLocks locks)
        {
            [DistributedLock("orders/{{name}}")] public partial Task RunAsync(Order order, IOther other, Order? maybe, T[] many);
            private Task RunAsyncCore(Order order, IOther other, Order? maybe, T[] many) => Task.CompletedTask;
        }
        """;

    private static async Task TellAsync(StringBuilder text, string what, string code)
    {
        var run = GeneratorRun.Of(TestCompilation.Of(code));
        var found = run.Diagnostics.Concat(await Flagged.AnalyzeWithAll(run.Output))
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)
            .Select(diagnostic => $"    {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")
            .Order(StringComparer.Ordinal);
        text.Append(what).Append('\n').AppendJoin('\n', found).Append("\n\n");
    }
}
