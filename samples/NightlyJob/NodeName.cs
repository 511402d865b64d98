namespace NightlyJob;

/// <summary>What this node is called in its log, and in the nodes of its locks.</summary>
internal sealed record NodeName(string Name);
