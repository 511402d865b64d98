namespace ZkLockAttr.Differential.Tests.Scripts;

/// <summary>A request, or something done to the connection: a verb, words, and <c>name=value</c> options; a multi has commands as parts.</summary>
internal sealed record Command(string Verb, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options, IReadOnlyList<Command> Parts)
{
    public static Command Parse(string text)
    {
        var (verb, rest) = text.Split(' ', 2) is [var first, var others] ? (first, others) : (text, "");
        if (verb is "multi" or "multiRead")
        {
            return new Command(verb, [], new Dictionary<string, string>(), rest.Length == 0 ? [] : [.. rest.Split(" | ").Select(Parse)]);
        }

        var words = new List<string>();
        var options = new Dictionary<string, string>();
        foreach (var word in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!word.StartsWith('/') && word.Split('=', 2) is [var name, var value])
            {
                options.Add(name, value);
            }
            else
            {
                words.Add(word);
            }
        }

        return new Command(verb, words, options, []);
    }

    public string Word(int index) => Words[index];

    public bool Has(string word) => Words.Contains(word);

    public string? Option(string name) => Options.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        Option(name) is { } value ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
