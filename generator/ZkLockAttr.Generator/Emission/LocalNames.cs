using ZkLockAttr.Generator.LockedMethods.Models;

namespace ZkLockAttr.Generator.Emission;

/// <summary>The half's local variables, renamed where they would hide or collide with a name that the half uses.</summary>
internal sealed class LocalNames
{
    private readonly List<string> _taken = new(capacity: 16);

    public LocalNames(Half half, LockedCall call)
    {
        foreach (var parameter in half.Signature.Parameters)
        {
            _taken.Add(parameter.Name.TrimStart('@'));
        }

        _taken.AddRange(half.Signature.TypeParameters.Select(parameter => parameter.TrimStart('@')));
        _taken.AddRange(half.Nesting.TypeParameters.Select(parameter => parameter.TrimStart('@')));
        _taken.Add(call.Provider);
        _taken.Add(call.Body.Name);
        if (call.Fallback is { } fallback)
        {
            _taken.Add(fallback.Name);
        }

        Request = Free(call.Request.IsPlain ? "name" : "request");
        Handle = Free("handle");
        Call = Free("call");
        Result = Free("result");
        Items = Free("items");
        Item = Free("item");
        Error = Free("error");
        Reason = Free("reason");
    }

    /// <summary>What is asked for: a name, or a request.</summary>
    public string Request { get; }

    public string Handle { get; }

    public string Call { get; }

    public string Result { get; }

    public string Items { get; }

    public string Item { get; }

    public string Error { get; }

    public string Reason { get; }

    // "name", else "lockName", else "lockName2".
    private string Free(string plain)
    {
        var free = plain;
        for (var i = 1; _taken.Contains(free); i++)
        {
            free = $"lock{char.ToUpperInvariant(plain[0])}{plain.Substring(1)}{(i == 1 ? "" : i)}";
        }

        _taken.Add(free);
        return free;
    }
}
