using System.Diagnostics.CodeAnalysis;

namespace ZkLockAttr.ZooKeeper;

/// <summary>What an access control list allows.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711", Justification = "It is a set of permissions.")]
public enum ZooKeeperPermissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To read the node's data, list its children, watch and check it.</summary>
    Read = 1,

    /// <summary>To change the node's data.</summary>
    Write = 2,

    /// <summary>To create children of the node.</summary>
    Create = 4,

    /// <summary>To delete children of the node.</summary>
    Delete = 8,

    /// <summary>To change the node's access control list.</summary>
    Admin = 16,

    /// <summary>Everything.</summary>
    All = Read | Write | Create | Delete | Admin,
}
