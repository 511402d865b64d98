// What excerpts speak of without declaring it.
public sealed record Order(int Id, string Customer = "", string? Coupon = null);

public sealed record Receipt(int Id);

public interface ILedger
{
    Task<Receipt> AppendAsync(Order order, CancellationToken cancellationToken);
}
