using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0001 to ZKL0005, which the generator reports: there is no half that could throw.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("public Task {|ZKL0001:RunAsync|}() => Task.CompletedTask;")]
    [InlineData("public static void {|ZKL0001:Run|}() { }")]
    [InlineData("public virtual async Task {|ZKL0001:RunAsync|}() => await Task.Yield();")]
    public Task Method_not_partial(string method) => Flagged.ByGenerator($$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] {{method}}
        }
        """);

    [Fact]
    public async Task The_message_names_the_method_and_the_body()
    {
        var diagnostics = await Flagged.ByGenerator("""
            public partial class Service { [DistributedLock("a", Body = "Work")] public Task {|ZKL0001:RunAsync|}() => Task.CompletedTask; }
            """);
        Assert.Equal(
            "'RunAsync' is marked [DistributedLock] but is not partial, so no lock can be written for it: "
            + "make it a partial method without a body, and move its body to 'Work'",
            Assert.Single(diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task Type_not_partial() => Flagged.ByGenerator("""
        public class {|ZKL0002:Outer|}
        {
            public struct {|ZKL0002:Middle|}
            {
                public partial class Inner(IDistributedLocks locks)
                {
                    [DistributedLock("a")] public partial Task RunAsync();
                    private Task RunAsyncCore() => Task.CompletedTask;
                }
            }
        }
        """);

    [Fact]
    public Task Neither_method_nor_type_is_partial() => Flagged.ByGenerator("""
        public class {|ZKL0002:Service|}
        {
            [DistributedLock("a")] public Task {|ZKL0001:RunAsync|}() => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("partial Task {|ZKL0003:RunAsync|}();", "Task RunAsyncCore() => Task.CompletedTask;")]
    [InlineData("static partial int {|ZKL0003:Run|}(IDistributedLocks mine);", "static int RunCore(IDistributedLocks mine) => 1;")]
    [InlineData("partial void {|ZKL0003:Run|}(out int count);", "void RunCore(out int count) => count = 1;")]
    [InlineData("virtual partial void {|ZKL0003:Run|}();", "void RunCore() { }")]
    public Task Result_without_accessibility(string definition, string body) => Flagged.ByGenerator($$"""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] {{definition}}
            private {{body}}
        }
        """);

    [Theory]
    [InlineData("[DistributedLock(\"a\")] public partial Task {|ZKL0004:RunAsync|}(); public partial Task RunAsync() => Task.CompletedTask;")]
    [InlineData("public partial Task RunAsync(); [DistributedLock(\"a\")] public partial Task {|ZKL0004:RunAsync|}() => Task.CompletedTask;")]
    [InlineData("[DistributedLock(\"a\")] public partial Task {|ZKL0004:RunAsync|}() { return Task.CompletedTask; }")]
    public Task Half_written_by_hand(string members) => Flagged.ByGenerator($$"""
        public partial class Service(IDistributedLocks locks)
        {
            {{members}}
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_local_function() => Flagged.ByGenerator("""
        public partial class Service
        {
            public void Run()
            {
                [DistributedLock("a")] void {|ZKL0005:Local|}() { }
                Local();
            }
        }
        """);

    [Theory]
    [InlineData("[DistributedLock(\"a\")] public static Service operator {|ZKL0005:+|}(Service a, Service b) => a;")]
    [InlineData("public int Count { [DistributedLock(\"a\")] {|ZKL0005:get|} => 1; }")]
    [InlineData("public Action Lambda => [DistributedLock(\"a\")] {|ZKL0005:()|} => { };")]
    [InlineData("[DistributedLock(\"a\")] void IDisposable.{|ZKL0005:Dispose|}() { }")]
    [InlineData("[DistributedLock(\"a\")] public abstract Task {|ZKL0005:RunAsync|}();")]
    [InlineData("[DistributedLock(\"a\")] ~{|ZKL0005:Service|}() { }")]
    public Task Not_an_ordinary_method(string member) => Flagged.ByGenerator($$"""
        public abstract partial class Service : IDisposable
        {
            {{member}}
        }
        """);

    [Fact]
    public Task A_file_local_type() => Flagged.ByGenerator("""
        file partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a")] public partial Task {|ZKL0005:RunAsync|}();
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_member_of_an_extension_block() => Flagged.ByGenerator("""
        public static partial class Extensions
        {
            extension(int number)
            {
                [DistributedLock("a")] public Task {|ZKL0005:RunAsync|}() => Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task A_default_member_of_an_interface() => Flagged.ByGenerator("""
        public partial interface IService
        {
            [DistributedLock("a")] public Task {|ZKL0001:RunAsync|}() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_abstract_member_of_an_interface_is_only_warned_of() => Flagged.ByAnalyzer("""
        public interface IService
        {
            [DistributedLock("a")] Task {|ZKL0011:RunAsync|}();
        }
        """);

    [Theory]
    [InlineData("public Task {|ZKL0001:RunAsync|}() => Task.CompletedTask;")]
    [InlineData("public partial Task {|ZKL0004:RunAsync|}(); public partial Task RunAsync() => Task.CompletedTask;")]
    [InlineData("partial Task {|ZKL0003:RunAsync|}();")]
    [InlineData("public abstract Task {|ZKL0005:RunAsync|}();")]
    public Task A_semaphore_is_refused_as_a_lock_is(string method) => Flagged.ByGenerator($$"""
        public abstract partial class Service(IDistributedLocks locks)
        {
            [DistributedSemaphore("a", 3)] {{method}}
            private Task RunAsyncCore() => Task.CompletedTask;
        }
        """);

    [Fact]
    public async Task The_message_names_the_attribute()
    {
        var diagnostics = await Flagged.ByGenerator("""
            public class {|ZKL0002:Service|} { [DistributedSemaphore("a", 3)] public Task {|ZKL0001:RunAsync|}() => Task.CompletedTask; }
            """);
        Assert.Equal(
            [
                "'RunAsync' is marked [DistributedSemaphore] but is not partial, so no lock can be written for it: make it a partial method without a body, and move its body to 'RunAsyncCore'",
                "'Service' contains the [DistributedSemaphore] method 'RunAsync' but is not partial, so no lock can be written for it: declare 'Service' partial",
            ],
            diagnostics.Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("[DistributedLock(\"a\"), DistributedSemaphore(\"b\", 3)] public partial Task {|ZKL0005:RunAsync|}();")]
    [InlineData("[DistributedSemaphore(\"b\", 3)] [DistributedLock(\"a\")] public partial Task {|ZKL0005:RunAsync|}();")]
    [InlineData("[DistributedSemaphore(\"b\", 3), DistributedLock(\"a\")] public Task {|ZKL0005:RunAsync|}() => Task.CompletedTask;")]
    public async Task Both_attributes_on_one_method(string method)
    {
        var diagnostics = await Flagged.ByGenerator($$"""
            public partial class Service(IDistributedLocks locks)
            {
                {{method}}
                private Task RunAsyncCore() => Task.CompletedTask;
            }
            """);
        Assert.Equal(
            "[DistributedLock] cannot lock 'RunAsync', which is marked [DistributedSemaphore] too: keep one of them, and call a method with the other from its body",
            Assert.Single(diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task A_semaphore_on_an_abstract_member_of_an_interface_is_only_warned_of() => Flagged.ByAnalyzer("""
        public interface IService
        {
            [DistributedSemaphore("a", 3)] Task {|ZKL0011:RunAsync|}();
        }
        """);

    [Fact]
    public Task Good_declarations() => Flagged.ByAnalyzer("""
        public partial class Outer
        {
            private partial struct Inner(IDistributedLocks locks)
            {
                [DistributedLock("a")] internal partial Task RunAsync();
                [DistributedLock("b")] partial void Run();
                private Task RunAsyncCore() => Task.CompletedTask;
                private void RunCore() { }
            }
        }
        """);
}
