namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>
/// All that is not compared, or not as it stands, and why. What masks hide because it can never be equal (times, session ids) is in <see cref="Masks"/>.
/// </summary>
internal static class KnownDifferences
{
    /// <summary>
    /// The names of children and of ephemeral nodes have no order: the real server's is that of a hash set. Ours changes with every transaction on purpose. So
    /// it is with a connection's identities, and with the entries of a list that "auth" in it has become.
    /// </summary>
    public static IEnumerable<string?> Ordered(IEnumerable<string?> elements) => elements.Order(StringComparer.Ordinal);

    /// <summary>
    /// The end of a session deletes its nodes in one transaction, in the real server in the order of a hash set: the events of one such end have no order among
    /// themselves.
    /// </summary>
    public static IEnumerable<string> OrderedAtSessionEnd(IEnumerable<string> events) => events.Order(StringComparer.Ordinal);

    /// <summary>
    /// Where bodies may be malformed at random. A vector of a negative length is an empty one to the real server; ours refuses it, since both ends of ours share
    /// a reader and the client must not take damaged lists for empty ones. (-1, the null vector, is the same to both.)
    /// </summary>
    public static string[] OperationsWithoutVectors { get; } = ["2", "3", "4", "5", "6", "8", "9", "12", "17", "18", "103", "104"];

    /// <summary>
    /// What generated scripts leave out, since a real server of this version breaks on it. A check outside a multi: its log cannot be read again. A createTTL whose
    /// flags have no time to live, with a negative one: the server ends. A multi or multiRead that mixes reads and writes, or names no path at all, and a
    /// multiRead that writes: it answers an error with a body, and a multi's transaction number is forgotten. A lasting
    /// watch on no path at all: the connection's end is never finished.
    /// </summary>
    public static bool CanBeSent(string request) => !request.Split(' ').Contains("null");
}
