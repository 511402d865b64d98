using System.Net;

namespace WebShop.Fleet;

/// <summary>The load: each buyer buys one piece after the other, of any article that is left, at any instance.</summary>
internal sealed class Buyers(FleetOptions options) : IDisposable
{
    // How long a buyer waits, when everything is sold, before looking again.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _http = new();

    private int _failures;

    /// <summary>How many orders were answered neither "sold" nor "sold out".</summary>
    public int Failures => _failures;

    /// <summary>Shops until cancelled or, if the demo runs to its end, until everything is sold.</summary>
    public Task ShopAsync(IReadOnlyList<Uri> instances, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(1, options.Buyers).Select(number => ShopAsync($"buyer-{number}", instances, cancellationToken)));

    public void Dispose() => _http.Dispose();

    private async Task ShopAsync(string buyer, IReadOnlyList<Uri> instances, CancellationToken cancellationToken)
    {
        while (true)
        {
            List<string> left = [.. options.Articles];
            while (left.Count > 0)
            {
                var article = left[Random.Shared.Next(left.Count)];
                if (!await BuyAsync(article, buyer, instances[Random.Shared.Next(instances.Count)], cancellationToken))
                {
                    left.Remove(article);
                }
            }

            if (options.RunToEnd)
            {
                return;
            }

            await Task.Delay(Patience, cancellationToken);
        }
    }

    // False if it is sold out.
    private async Task<bool> BuyAsync(string article, string buyer, Uri instance, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.PostAsync(new Uri(instance, $"articles/{article}/orders?buyer={buyer}"), null, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Conflict)
            {
                return false;
            }

            if (answer.StatusCode == HttpStatusCode.Created)
            {
                return true;
            }
        }
        catch (HttpRequestException)
        {
            // Told as any other failure.
        }

        Interlocked.Increment(ref _failures);
        await Task.Delay(Patience, cancellationToken);
        return true;
    }
}
