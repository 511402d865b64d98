using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Testing.Tree;

/// <summary>One change of the tree, as watches see it.</summary>
/// <param name="Type">What happened to the node.</param>
/// <param name="Path">The node.</param>
/// <param name="Acl">Who may read the node, and so hears of it.</param>
/// <param name="ParentAcl">Who may read its parent, and so hears that the children have changed.</param>
internal readonly record struct TreeChange(WatchEventType Type, string Path, AclEntry[] Acl, AclEntry[] ParentAcl);
