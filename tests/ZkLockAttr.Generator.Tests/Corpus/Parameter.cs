namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>A parameter of a method.</summary>
/// <param name="Value">What it is.</param>
/// <param name="Name">What the definition calls it, as code.</param>
/// <param name="BodyName">What the body calls it.</param>
/// <param name="Local">What the caller keeps it in.</param>
internal sealed record Parameter(Value Value, string Name, string BodyName, string Local)
{
    public string Definition => $"{Prefix}{Value.Type} {Name}{(Value.Default is null ? "" : $" = {Value.Default}")}";

    // What a body repeats: neither params nor default values.
    public string InBody => $"{(Value.IsParams ? "" : Prefix)}{Value.BodyType ?? Value.Type} {BodyName}";

    /// <summary>The caller's variable, if there is something to pass.</summary>
    public string Declaration => Value.IsParams || Value.Default is not null ? "" : $"{(Value.Modifier == "scoped" ? "scoped " : "")}{Value.LocalType ?? Value.Type} {Local} = {Value.Argument};";

    public string? Passed => Value.IsParams ? Value.Argument : Value.Default is not null ? null : $"{RefKind}{Statically}{Local}";

    /// <summary>The body calls itself with it.</summary>
    public string HandedOn => RefKind + Statically + BodyName;

    public string Given => Value.IsParams ? Value.Changed! : Value.Default is not null ? Value.Argument : Read(Local);

    public string Read(string name) => Value.Read.Replace("{0}", name, StringComparison.Ordinal);

    private string Prefix => Value.Modifier.Length == 0 ? "" : Value.Modifier + " ";

    // Otherwise the whole call is bound while the program runs, which not all of these calls can be.
    private string Statically => Value.Type switch
    {
        "dynamic" => "(object)",
        "dynamic?" => "(object?)",
        _ => "",
    };

    private string RefKind => Value.Modifier switch
    {
        "ref" or "scoped ref" => "ref ",
        "out" => "out ",
        "in" or "ref readonly" => "in ",
        _ => "",
    };
}
