internal partial class Example
{
    private readonly List<Order> orders = [];

    [DistributedLock("customers/{customer}")]
    public partial Task<IEnumerable<Order>> FindAsync(string customer);

    private static void Rebuild()
    {
    }
}
