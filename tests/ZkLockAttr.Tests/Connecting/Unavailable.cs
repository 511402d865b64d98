namespace ZkLockAttr.Tests.Connecting;

/// <summary>Asks for a lock that cannot be had.</summary>
internal static class Unavailable
{
    /// <summary>Why this one server is of no use, by the exception that names it.</summary>
    public static async Task<string> ReasonAsync(string server, DistributedLocksOptions options)
    {
        var message = await MessageAsync(server, options);
        var named = $" s; {server}: ";
        Assert.Contains(named, message, StringComparison.Ordinal);
        return message[(message.IndexOf(named, StringComparison.Ordinal) + named.Length)..];
    }

    /// <summary>What the exception says that comes for want of a session.</summary>
    public static async Task<string> MessageAsync(string connectionString, DistributedLocksOptions options)
    {
        // Unless the test says otherwise, long enough for one server to be tried.
        var isSet = options.ConnectTimeout != new DistributedLocksOptions().ConnectTimeout;
        await using var locks = new DistributedLocks(connectionString, isSet ? options : options with { ConnectTimeout = TimeSpan.FromSeconds(4) });
        return (await Assert.ThrowsAsync<LockUnavailableException>(() => locks.AcquireAsync("test").AsTask())).Message;
    }
}
