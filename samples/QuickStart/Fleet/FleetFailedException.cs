namespace QuickStart.Fleet;

/// <summary>A worker could not do its work; the message says why.</summary>
internal sealed class FleetFailedException(string message) : Exception(message);
