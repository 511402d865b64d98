namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>Writes a method's definition, body, fallback and call.</summary>
internal static class MethodText
{
    private const string ProviderName = "mine";

    public static string Definition(CorpusMethod method, string keyword = "partial") =>
        $"{method.Modifiers} {(IsUnsafe(method) ? "unsafe " : "")}{keyword} {method.Result} {method.Name}{method.TypeParameters}({DefinitionParameters(method)}){method.Constraints};";

    public static string Attribute(CorpusMethod method)
    {
        IEnumerable<string?> arguments =
        [
            method.Asked.Attribute,
            .. method.Asked.Options,
            method.BodyOption is null ? null : $"Body = {method.BodyOption}",
            method.Timeout is null ? null : $"Timeout = \"{method.Timeout}\"",
            method.Skips ? "OnTimeout = OnTimeout.Skip" : null,
            method.Fallback is null ? null : $"Fallback = nameof({method.Fallback})",
            method.Provider is null ? null : $"Provider = nameof({method.Provider})",
        ];
        return $"[{string.Join(", ", arguments.Where(argument => argument is not null))})]";
    }

    public static string Body(CorpusMethod method)
    {
        var statements = new List<string> { $"Expect.Locked([{Read(method)}]);" };
        if (method.HandleAt >= 0)
        {
            statements.Add("Expect.Handle(held);");
        }

        if (method.BodyHasToken)
        {
            statements.Add("Expect.Linked(stop);");
        }

        if (method.CallsItself)
        {
            var call = $"{method.BodyName}{method.TypeParameters}({string.Join(", ", HandedOn(method))})";
            statements.Add($"if (Expect.Again()) {{ {CallItself(method, call)} }}");
        }

        if (!method.Shape.IsBlocking)
        {
            statements.Add("await Task.Yield();");
        }

        statements.Add("Expect.StillLocked();");
        statements.AddRange(method.Parameters.Where(parameter => parameter.Value.Change is not null)
            .Select(parameter => parameter.Value.Change!.Replace("{0}", parameter.BodyName, StringComparison.Ordinal)));
        statements.Add(Return(method));
        return $"{Header(method, method.BodyName, method.BodyIsStatic, BodyParameters(method, method.HandleAt, method.BodyHasToken))} {{ {string.Join(" ", statements)} }}";
    }

    public static string FallbackText(CorpusMethod method)
    {
        IEnumerable<string> statements =
        [
            $"Expect.Unlocked([{Read(method)}]);",
            method.Shape.IsBlocking ? "" : "await Task.Yield();",
            .. method.Parameters.Where(parameter => parameter.Value.Change is not null)
                .Select(parameter => parameter.Value.Change!.Replace("{0}", parameter.BodyName, StringComparison.Ordinal)),
            Return(method),
        ];
        return $"{Header(method, method.Fallback!, isStatic: true, BodyParameters(method, handleAt: -1, method.Token is not null))} {{ {string.Join(" ", statements)} }}";
    }

    /// <summary>Two calls: one that gets the lock, and one while somebody else has it.</summary>
    public static string Calls(CorpusMethod method, string target)
    {
        var entered = method.CallsItself ? 2 : 1;
        return $$"""
            {
                {{Declarations(method)}}
                Expect.Call("{{method.Seen}}", [{{Given(method)}}]);
                {{Use(method, target, method.Item.Expression)}}
                Expect.Released({{entered}});
                {{Changes(method)}}
            }
            {
                {{Declarations(method)}}
                Expect.TakenCall("{{method.Seen}}", [{{Given(method)}}]);
                {{Taken(method, target)}}
                Expect.Released({{(method.Fallback is null ? 0 : 1)}});
            }
            """;
    }

    private static string Taken(CorpusMethod method, string target) =>
        method.Fallback is not null ? Use(method, target, method.Item.Expression)
        : method.Skips ? Use(method, target, $"default({method.Item.Type})")
        : $$"""
            try
            {
                {{Use(method, target, method.Item.Expression)}}
                Expect.That(false, "It has not timed out.");
            }
            catch (LockTimeoutException)
            {
            }
            """;

    private static string Use(CorpusMethod method, string target, string expected)
    {
        var call = $"{target}.{method.Name}{TypeArguments(method)}({string.Join(", ", Arguments(method))})";
        if (method.Shape.IsSequence)
        {
            return $"await foreach (var got in {call}) {{ {(method.Fallback is null ? "Expect.StillLocked(); " : "")}Expect.Equal({Boxed(method, expected)}, got); }}";
        }

        var awaited = method.Shape.IsBlocking ? call : $"await {call}";
        return method.Shape.HasItem ? $"Expect.Equal({Boxed(method, expected)}, {awaited});" : $"{awaited};";
    }

    private static string TypeArguments(CorpusMethod method) =>
        method.TypeArguments.Count == 0 ? "" : $"<{string.Join(", ", method.TypeArguments.Select(argument => argument.Type))}>";

    // With its type: null, default and collections have none of their own.
    private static string Boxed(CorpusMethod method, string expected) => $"({method.Item.Type})({expected})";

    private static IEnumerable<string> Arguments(CorpusMethod method)
    {
        if (method is { ProviderParameter: not null, IsExtension: false })
        {
            yield return "CorpusLocks.Right";
        }

        foreach (var parameter in method.Parameters.Where(parameter => !parameter.Value.IsParams))
        {
            if (parameter.Passed is { } passed)
            {
                yield return passed;
            }
        }

        if (method.TokenArgument is not null)
        {
            yield return method.TokenArgument;
        }

        foreach (var parameter in method.Parameters.Where(parameter => parameter.Value.IsParams))
        {
            yield return parameter.Passed!;
        }
    }

    private static string Declarations(CorpusMethod method) =>
        string.Join(" ", method.Parameters.Select(parameter => parameter.Declaration).Where(text => text.Length > 0));

    private static string Given(CorpusMethod method) => string.Join(", ", method.Parameters.Select(parameter => parameter.Given));

    private static string Read(CorpusMethod method) => string.Join(", ", method.Parameters.Select(parameter => parameter.Read(parameter.BodyName)));

    private static string Changes(CorpusMethod method) => string.Join(" ", method.Parameters
        .Where(parameter => parameter.Value.Changed is not null && !parameter.Value.IsParams)
        .Select(parameter => $"Expect.Equal({parameter.Value.Changed}, {parameter.Local});"));

    private static string Return(CorpusMethod method) =>
        method.Shape.IsSequence ? $"yield return {method.Item.Expression}; await Task.Yield(); yield return {method.Item.Expression};"
        : method.Shape.HasItem ? $"return {method.Item.Expression};"
        : "";

    private static string CallItself(CorpusMethod method, string call) =>
        method.Shape.IsSequence ? $"await foreach (var again in {call}) {{ yield return again; }} yield break;"
        : method.Shape.HasItem ? $"return {(method.Shape.IsBlocking ? "" : "await ")}{call};"
        : $"{(method.Shape.IsBlocking ? "" : "await ")}{call}; return;";

    private static string Header(CorpusMethod method, string name, bool isStatic, IEnumerable<string> parameters)
    {
        var modifiers = (isStatic ? "static " : "") + (IsUnsafe(method) ? "unsafe " : "") + (method.Shape.IsBlocking ? "" : "async ");
        return $"private {modifiers}{method.Result} {name}{method.TypeParameters}({string.Join(", ", parameters)}){BodyConstraints(method)}";
    }

    // An override inherits what its body must say.
    private static string BodyConstraints(CorpusMethod method) => method.BodyConstraints ?? method.Constraints;

    private static string DefinitionParameters(CorpusMethod method) => string.Join(", ", ((IEnumerable<string?>)
    [
        method.ProviderParameter is null ? null : $"{(method.IsExtension ? "this " : "")}{method.ProviderParameter} {ProviderName}",
        .. method.Parameters.Where(parameter => !parameter.Value.IsParams).Select(parameter => parameter.Definition),
        method.Token,
        .. method.Parameters.Where(parameter => parameter.Value.IsParams).Select(parameter => parameter.Definition),
    ]).OfType<string>());

    private static List<string> BodyParameters(CorpusMethod method, int handleAt, bool hasToken) => InOrder(
        method, method.ProviderParameter is null ? null : $"{method.ProviderParameter} {ProviderName}", parameter => parameter.InBody,
        handleAt, "LockHandle held", hasToken, TokenParameter(method));

    private static List<string> HandedOn(CorpusMethod method) => InOrder(
        method, method.ProviderParameter is null ? null : ProviderName, parameter => parameter.HandedOn, method.HandleAt, "held", method.BodyHasToken, "stop");

    private static List<string> InOrder(
        CorpusMethod method, string? provider, Func<Parameter, string> write, int handleAt, string handle, bool hasToken, string token)
    {
        var all = new List<string>();
        if (provider is not null)
        {
            all.Add(provider);
        }

        all.AddRange(method.Parameters.Where(parameter => !parameter.Value.IsParams).Select(write));
        if (handleAt >= 0)
        {
            all.Insert(Math.Min(handleAt, all.Count), handle);
        }

        if (hasToken)
        {
            all.Add(token);
        }

        all.AddRange(method.Parameters.Where(parameter => parameter.Value.IsParams).Select(write));
        return all;
    }

    private static string TokenParameter(CorpusMethod method) =>
        $"{(method.Shape.IsSequence ? "[System.Runtime.CompilerServices.EnumeratorCancellation] " : "")}CancellationToken stop";

    public static bool IsUnsafe(CorpusMethod method) => method.Parameters.Any(parameter => parameter.Value.IsPointer);
}
