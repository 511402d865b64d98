using System.Threading.Channels;
using WebShop.Selling;

namespace WebShop.Tests.Selling;

/// <summary>Payments that end when the test says so, even if the seller has long lost the lock.</summary>
internal sealed class Till : IPayments
{
    private readonly Channel<TaskCompletionSource> _payments = Channel.CreateUnbounded<TaskCompletionSource>();

    /// <summary>How many payments have begun that the test has not taken yet.</summary>
    public int Waiting => _payments.Reader.Count;

    /// <summary>The next payment, as soon as it begins.</summary>
    public ValueTask<TaskCompletionSource> NextAsync() => _payments.Reader.ReadAsync();

    public Task PayAsync(string buyer, CancellationToken cancellationToken)
    {
        var payment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _payments.Writer.TryWrite(payment);
        return payment.Task;
    }
}
