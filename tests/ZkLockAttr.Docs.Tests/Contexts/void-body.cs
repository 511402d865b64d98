internal partial class Example
{
    [DistributedLock("orders")]
    public partial void PlaceAsync();
}
