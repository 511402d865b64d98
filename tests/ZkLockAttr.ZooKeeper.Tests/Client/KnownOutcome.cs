namespace ZkLockAttr.ZooKeeper.Tests.Client;

/// <summary>Makes a request again until its answer is not lost.</summary>
internal static class KnownOutcome
{
    public static async Task<T> Of<T>(Func<Task<T>> request)
    {
        while (true)
        {
            try
            {
                return await request();
            }
            catch (ZooKeeperException exception) when (exception.IsOutcomeUnknown)
            {
            }
        }
    }
}
