using ZkLockAttr.TestServers;

namespace ZkLockAttr.Tests.Locking;

/// <summary>A flow that asks for what it holds.</summary>
public abstract partial class LockCases
{
    [Case(Timeout = Limit)]
    public async Task A_flow_that_asks_again_for_its_own_lock_is_told()
    {
        var locks = NewLocks();
        await using (await locks.AcquireAsync("test"))
        {
            var exception = await Assert.ThrowsAsync<LockRecursionException>(() => Inner().AsTask());
            Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
            Assert.Throws<LockRecursionException>(() => locks.TryAcquire("test"));

            await using var other = await locks.AcquireAsync("another");
            Assert.True(other.IsHeld);
        }

        await using var again = await locks.AcquireAsync("test");
        Assert.True(again.IsHeld);

        async ValueTask<LockHandle> Inner()
        {
            await Task.Yield();
            return await locks.AcquireAsync("test");
        }
    }

    [Case(Timeout = Limit)]
    public async Task Siblings_that_do_not_hold_the_lock_are_not_refused()
    {
        var locks = NewLocks();
        await Task.WhenAll(Run(), Run(), Run());

        async Task Run()
        {
            await using var handle = await locks.AcquireAsync("test");
            await Task.Yield();
            Assert.True(handle.IsHeld);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_sequence_that_asks_again_for_its_own_lock_is_told_at_every_item()
    {
        var locks = NewLocks();
        var answers = new List<string>();
        await foreach (var answer in new Asking(locks).AskAsync(["test", "another", "test"]))
        {
            answers.Add(answer);
            await Task.Yield();
        }

        Assert.Equal(["mine", "free", "mine"], answers);
        await using var again = await locks.AcquireAsync("test");
        Assert.True(again.IsHeld);
    }

    [Fact(Timeout = Limit)]
    public async Task A_sequence_that_asks_for_what_its_caller_holds_is_told()
    {
        var locks = NewLocks();
        await using (var answers = new Asking(locks).AskAsync(["another", "another", "test", "another"]).GetAsyncEnumerator())
        {
            Assert.Equal("free", await NextAsync(answers));
            await using (await locks.AcquireAsync("another"))
            {
                Assert.Equal("mine", await NextAsync(answers));
                Assert.Equal("mine", await NextAsync(answers));
            }

            Assert.Equal("free", await NextAsync(answers));
        }

        await using var again = await locks.AcquireAsync("test");
        Assert.True(again.IsHeld);

        static async Task<string> NextAsync(IAsyncEnumerator<string> answers)
        {
            Assert.True(await answers.MoveNextAsync());
            return answers.Current;
        }
    }

    private sealed partial class Asking(IDistributedLocks locks)
    {
        [DistributedLock("test", Timeout = "10s")]
        public partial IAsyncEnumerable<string> AskAsync(string[] names);

        private async IAsyncEnumerable<string> AskAsyncCore(string[] names)
        {
            foreach (var name in names)
            {
                string answer;
                try
                {
                    await using var handle = await locks.TryAcquireAsync(name);
                    answer = handle is null ? "taken" : "free";
                }
                catch (LockRecursionException)
                {
                    answer = "mine";
                }

                yield return answer;
            }
        }
    }
}
