using WebShop.Selling;
using ZkLockAttr;

namespace WebShop.Serving;

/// <summary>What can be asked of an instance. The page is in wwwroot.</summary>
internal static class Endpoints
{
    private const int LargestDelivery = 1000;

    public static void MapShop(this WebApplication app)
    {
        app.MapHealthChecks("/health");
        app.MapGet("/events", (LiveView view, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(view.FollowAsync(cancellationToken)));
        app.MapPost("/articles/{article}/orders", (string article, string buyer, Checkout checkout, ShopOptions shop, CancellationToken cancellationToken) =>
            AnswerAsync(async () =>
            {
                var sold = shop.WithoutLock
                    ? await checkout.SellWithoutLockAsync(article, buyer, cancellationToken)
                    : await checkout.SellAsync(article, buyer, cancellationToken);
                return sold ? StatusCodes.Status201Created : StatusCodes.Status409Conflict;
            }));
        app.MapPost("/articles/{article}/deliveries", (string article, int count, Checkout checkout, CancellationToken cancellationToken) =>
            AnswerAsync(async () =>
            {
                if (count is < 1 or > LargestDelivery)
                {
                    return StatusCodes.Status400BadRequest;
                }

                await checkout.DeliverAsync(article, count, cancellationToken);
                return StatusCodes.Status204NoContent;
            }));
    }

    // 503: nothing was sold, or it is not known; trying again is safe for the stock.
    private static async Task<IResult> AnswerAsync(Func<Task<int>> action)
    {
        try
        {
            return TypedResults.StatusCode(await action());
        }
        catch (KeyNotFoundException)
        {
            return TypedResults.NotFound();
        }
        catch (Exception exception) when (exception is LockTimeoutException or LockUnavailableException or LockLostException or StaleTokenException)
        {
            return TypedResults.Text(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
