namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>What each side notices of a broken connection.</summary>
/// <param name="Replies">Whether the server's answers to what has passed still arrive; only where requests are cut.</param>
/// <param name="Server">What the server gets from then on.</param>
/// <param name="ClientHears">Whether the client is told of the end, or has to find out from silence.</param>
/// <param name="IsOutage">Whether no server is reached for so long that the session expires.</param>
internal sealed record Manner(bool Replies, ServerGets Server, bool ClientHears, bool IsOutage = false)
{
    /// <summary>All that differ for bytes on their way to the server.</summary>
    public static readonly Manner[] OfRequests =
    [
        .. from replies in new[] { true, false }
           from server in Enum.GetValues<ServerGets>()
           from clientHears in new[] { true, false }
           select new Manner(replies, server, clientHears),
        new(Replies: false, ServerGets.TheEnd, ClientHears: true, IsOutage: true),
        new(Replies: false, ServerGets.Nothing, ClientHears: false, IsOutage: true),
    ];

    /// <summary>All that differ for bytes on their way to the client, who sends nothing more once it knows.</summary>
    public static readonly Manner[] OfReplies =
    [
        new(Replies: false, ServerGets.TheEnd, ClientHears: true),
        new(Replies: false, ServerGets.TheEnd, ClientHears: false),
        new(Replies: false, ServerGets.Nothing, ClientHears: true),
        new(Replies: false, ServerGets.Nothing, ClientHears: false),
        new(Replies: false, ServerGets.TheRest, ClientHears: false),
        new(Replies: false, ServerGets.TheEnd, ClientHears: true, IsOutage: true),
        new(Replies: false, ServerGets.Nothing, ClientHears: false, IsOutage: true),
    ];

    public static Manner[] Of(Direction direction) => direction == Direction.ToServer ? OfRequests : OfReplies;
}
