using System.Globalization;

namespace ZkLockAttr.Fuzz.Tests.Corpus;

/// <summary>
/// What is mutated: a conversation with a real server, in <c>Corpus/conversation.txt</c>, a line a frame; and inputs that have broken something once, in
/// <c>Corpus/found.txt</c>, a line an input.
/// </summary>
internal static class KeptCorpus
{
    public const string ConversationFile = "conversation.txt";

    private const string Request = ">";
    private const string Answer = "<";

    public static IReadOnlyList<Exchange> Conversation { get; } = Parse(Read(ConversationFile));

    /// <summary>What was found by fuzzing: whether the client or the server gets it, and all the bytes of a connection.</summary>
    public static IReadOnlyList<(Side Side, byte[] Bytes)> Found { get; } =
        [.. Lines(Read("found.txt")).Select(words => (Enum.Parse<Side>(words[0]), Convert.FromHexString(words[1])))];

    public static IReadOnlyList<byte[]> Requests { get; } = [.. Conversation.Select(exchange => exchange.Request)];

    public static IReadOnlyList<byte[]> Answers { get; } = [.. Conversation.SelectMany(exchange => exchange.Answers)];

    public static Exchange Find(string name) => Conversation.Single(exchange => exchange.Name == name);

    public static string Format(IEnumerable<Exchange> conversation) => string.Concat(conversation.SelectMany(exchange =>
        exchange.Answers.Select(answer => Line(exchange.Name, Answer, answer)).Prepend(Line(exchange.Name, Request, exchange.Request))));

    private static string Line(string name, string direction, byte[] frame) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {direction} {Convert.ToHexStringLower(frame)}\n");

    private static List<Exchange> Parse(string text)
    {
        var conversation = new List<Exchange>();
        foreach (var words in Lines(text))
        {
            var frame = Convert.FromHexString(words[2]);
            if (words[1] == Request)
            {
                conversation.Add(new Exchange(words[0], frame, new List<byte[]>()));
            }
            else
            {
                ((List<byte[]>)conversation[^1].Answers).Add(frame);
            }
        }

        return conversation;
    }

    private static IEnumerable<string[]> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' '));

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", file));
}
