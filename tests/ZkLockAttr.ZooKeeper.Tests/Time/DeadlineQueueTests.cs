using ZkLockAttr.ZooKeeper.Time;

namespace ZkLockAttr.ZooKeeper.Tests.Time;

public sealed class DeadlineQueueTests
{
    [Fact]
    public void Nothing_is_due_in_an_empty_queue()
    {
        var queue = new DeadlineQueue();

        Assert.Equal(TimeSpan.MaxValue, queue.NextDue);
        Assert.False(queue.TryTakeDue(TimeSpan.FromDays(1), out _));
    }

    [Fact]
    public void A_deadline_is_taken_at_its_time_and_not_before()
    {
        var queue = new DeadlineQueue();
        var deadline = new Named(1);
        queue.Set(deadline, TimeSpan.FromTicks(10));

        Assert.False(queue.TryTakeDue(TimeSpan.FromTicks(9), out _));
        Assert.True(queue.TryTakeDue(TimeSpan.FromTicks(10), out var taken));
        Assert.Same(deadline, taken);
        Assert.False(deadline.IsQueued);
    }

    [Fact]
    public void Taking_out_what_is_not_in_does_nothing()
    {
        var queue = new DeadlineQueue();
        queue.Set(new Named(1), TimeSpan.FromTicks(1));

        queue.Remove(new Named(2));

        Assert.Equal(TimeSpan.FromTicks(1), queue.NextDue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Behaves_as_a_sorted_list(int seed)
    {
        var random = new Random(seed);
        var queue = new DeadlineQueue();
        var model = new Dictionary<Named, TimeSpan>();
        var deadlines = Enumerable.Range(0, 60).Select(name => new Named(name)).ToArray();

        for (var step = 0; step < 20_000; step++)
        {
            var deadline = deadlines[random.Next(deadlines.Length)];
            switch (random.Next(4))
            {
                case 0 or 1:
                    // Few values, so that many are equal.
                    var due = TimeSpan.FromTicks(random.Next(30));
                    queue.Set(deadline, due);
                    model[deadline] = due;
                    break;
                case 2:
                    queue.Remove(deadline);
                    model.Remove(deadline);
                    break;
                default:
                    TakeDue(queue, model, TimeSpan.FromTicks(random.Next(30)));
                    break;
            }

            Assert.Equal(model.Count == 0 ? TimeSpan.MaxValue : model.Values.Min(), queue.NextDue);
            Assert.Equal(model.ContainsKey(deadline), deadline.IsQueued);
        }
    }

    private static void TakeDue(DeadlineQueue queue, Dictionary<Named, TimeSpan> model, TimeSpan now)
    {
        if (queue.TryTakeDue(now, out var taken))
        {
            Assert.True(model.Remove((Named)taken, out var due));
            Assert.True(due <= now);
            Assert.True(model.Values.All(other => other >= due));
        }
        else
        {
            Assert.True(model.Values.All(due => due > now));
        }
    }

    private sealed class Named(int name) : Deadline
    {
        public override void OnDue()
        {
        }

        public override string ToString() => $"{name}";
    }
}
