namespace ZkLockAttr.Hosting.Lifetime;

/// <summary>That the locks of an ensemble were added to the services.</summary>
/// <param name="name">The service key; "" for the locks without one.</param>
internal sealed class LockRegistration(string name)
{
    public string Name => name;

    public string ConnectionStringName { get; set; } = "";

    /// <summary>Whether static methods use them.</summary>
    public bool IsDefault { get; set; }
}
