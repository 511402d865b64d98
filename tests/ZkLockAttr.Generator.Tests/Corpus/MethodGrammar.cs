namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>Draws a valid locked method for a site.</summary>
internal sealed class MethodGrammar(Draw draw)
{
    /// <summary>The advice that the last method deserves.</summary>
    public List<string> Advice { get; private set; } = [];

    public CorpusMethod Method(Site site, Shape shape, string lockName)
    {
        Advice = [];
        var method = Declare(site, shape);
        method = AddTypeParameters(method, site, out var typeArguments);
        method = AddParameters(method, site, typeArguments);
        method = AddToken(method);
        method = AddBody(method, site);
        method = AddProvider(method, site);
        method = AddNames(method, site, lockName, typeArguments);
        return AddTimeout(method, site);
    }

    private CorpusMethod Declare(Site site, Shape shape)
    {
        var item = draw.Of(Item.All);
        var modifiers = draw.Of(site.Modifiers);
        var accessibility = !site.IsGiven && draw.OneIn(4) ? draw.Of<string>(site.Kind.CanBeDerived ? ["internal", "protected internal"] : ["internal"]) : "public";
        if (shape.IsBlocking && (!site.IsGiven || modifiers == "new" || site.Kind.IsInterface))
        {
            Advice.Add("ZKL0016");
        }

        if (shape.IsSequence)
        {
            Advice.Add("ZKL0009");
        }

        return new CorpusMethod(site.MethodName ?? draw.Of(site.Free(Names.Methods)), shape, shape.Result.Replace("{0}", item.Type, StringComparison.Ordinal), item)
        {
            Modifiers = $"{accessibility} {modifiers}".TrimEnd(),
            IsStatic = modifiers == "static",
        };
    }

    private CorpusMethod AddTypeParameters(CorpusMethod method, Site site, out List<(string Name, TypeArgument Argument)> arguments)
    {
        arguments = [];
        if (!draw.OneIn(4))
        {
            return method;
        }

        var names = site.Free(Names.TypeParameters, method.Name).ToArray();
        draw.Shuffle(names);
        for (var i = 0; i <= draw.Below(2); i++)
        {
            arguments.Add((names[i], method.Shape.IsBlocking && draw.OneIn(6) ? TypeArgument.RefStruct : draw.Of(TypeArgument.All)));
        }

        var constraints = string.Concat(arguments
            .Where(argument => argument.Argument.Constraint.Length > 0)
            .Select(argument => $" where {argument.Name} : {argument.Argument.Constraint.Replace("{0}", argument.Name, StringComparison.Ordinal)}"));
        return method with
        {
            TypeParameters = $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>",
            TypeArguments = [.. arguments.Select(argument => argument.Argument)],
            Constraints = method.Modifiers.Contains("override", StringComparison.Ordinal) ? "" : constraints,
            BodyConstraints = constraints,
        };
    }

    private CorpusMethod AddParameters(CorpusMethod method, Site site, List<(string Name, TypeArgument Argument)> typeArguments)
    {
        // Overloads differ in their first parameter.
        List<Value> values = [.. site.FirstParameter is { } first ? [first] : (IEnumerable<Value>)[]];
        values.AddRange(typeArguments.Select(argument => OfTypeParameter(argument.Name, argument.Argument)));
        if (site.TypeParameter is not null && draw.OneIn(2))
        {
            values.Add(OfTypeParameter(site.TypeParameter, site.TypeArgument!));
        }

        for (var i = draw.Below(4); i > 0; i--)
        {
            values.Add(method.Shape.IsBlocking && draw.OneIn(2) ? draw.Of(Values.Blocking) : draw.Of(Values.Required));
        }

        if (draw.OneIn(3))
        {
            values.Add(draw.Of(Values.Optional));
        }
        else if (draw.OneIn(3))
        {
            values.Add(method.Shape.IsBlocking && draw.OneIn(2) ? draw.Of(Values.BlockingParams) : draw.Of(Values.Params));
        }

        var names = ParameterNames(site, typeArguments.Select(argument => argument.Name));
        return method with
        {
            Parameters = [.. values.Select((value, i) => new Parameter(value, names[i], draw.OneIn(2) ? names[i] : $"p{i}", $"a{i}"))],
        };
    }

    private string[] ParameterNames(Site site, IEnumerable<string> typeParameters)
    {
        string[] pool = draw.Below(3) switch
        {
            0 => [.. Names.Words.Select(word => "@" + word)],
            1 => [.. Names.Locals],
            _ => [.. Names.Plain],
        };
        draw.Shuffle(pool);
        return [.. pool.Where(name => !typeParameters.Append(site.TypeParameter).Any(other => other is not null && Names.AreSame(name, other)))];
    }

    // A span, a key and an array of it; a ref struct has none of these.
    private Value OfTypeParameter(string name, TypeArgument argument)
    {
        if (argument == TypeArgument.RefStruct)
        {
            return new Value(name, argument.Value) { LocalType = argument.Type, Read = "\"any\"", IsBlockingOnly = true };
        }

        Key[] keys = argument.Text is { } text ? [new Key("", text)] : [];
        var value = draw.Below(5) switch
        {
            0 => new Value("{0}[]", $"new {argument.Type}[] {{ {argument.Value} }}"),
            1 => new Value("List<({0} Left, int Right)>", "[]", new Key(".Count", "0")) { BodyType = $"List<({name}, int)>" },
            2 => new Value("Func<{0}, {0}>?", "null"),
            _ => new Value("{0}", argument.Value, keys),
        };
        return value with
        {
            Type = value.Type.Replace("{0}", name, StringComparison.Ordinal),
            LocalType = value.Type.Replace("{0}", argument.Type, StringComparison.Ordinal),
        };
    }

    private CorpusMethod AddToken(CorpusMethod method)
    {
        if (draw.OneIn(2))
        {
            return method;
        }

        var marked = method.Shape.IsSequence ? "[System.Runtime.CompilerServices.EnumeratorCancellation] " : "";
        var hasParams = method.Parameters.Any(parameter => parameter.Value.IsParams);
        var isOptional = !hasParams && (draw.OneIn(2) || method.Parameters.Any(parameter => parameter.Value.Default is not null));
        var isOmitted = isOptional && (draw.OneIn(2) || method.Parameters.Any(parameter => parameter.Value.Default is not null));
        return method with
        {
            Token = $"{marked}CancellationToken cancellationToken{(isOptional ? " = default" : "")}",
            TokenArgument = isOmitted ? null : draw.OneIn(3) ? "CancellationToken.None" : "Expect.Token",
        };
    }

    private CorpusMethod AddBody(CorpusMethod method, Site site)
    {
        var handleAt = draw.OneIn(3) ? draw.Below(method.Parameters.Count + 1) : -1;
        var named = draw.OneIn(3) ? draw.Of(site.Free(["Work", "@event", "Größe2", "name", "call", "@await"], method.Name)) + site.BodySuffix : null;
        var bodyName = named ?? method.Name.TrimStart('@') + "Core";
        return method with
        {
            // A body that calls itself must not hide itself. Its method may have such a parameter.
            Parameters = [.. method.Parameters.Select((parameter, i) => Names.AreSame(parameter.BodyName, bodyName) ? parameter with { BodyName = $"p{i}" } : parameter)],
            HandleAt = handleAt,
            BodyHasToken = method.Token is not null ? handleAt < 0 || draw.OneIn(2) : draw.OneIn(3),
            BodyIsStatic = method.IsStatic || draw.OneIn(2),
            CallsItself = draw.OneIn(5),
            BodyName = bodyName,
            BodyOption = named is null ? null : $"nameof({named})",
        };
    }

    private CorpusMethod AddProvider(CorpusMethod method, Site site)
    {
        if (site.IsExtension)
        {
            return method with { ProviderParameter = "CorpusLocks", IsExtension = true };
        }

        if (!method.IsStatic && site.HasLocks && !draw.OneIn(6))
        {
            return method with { Provider = site.Provider };
        }

        if (draw.OneIn(2))
        {
            return method with { ProviderParameter = draw.Of(["IDistributedLocks", "CorpusLocks"]), Provider = draw.OneIn(2) ? "mine" : null };
        }

        if (method.IsStatic && !site.HasStaticLocks)
        {
            Advice.Add("ZKL0308");
            return method;
        }

        return method.IsStatic || site.HasStaticLocks
            ? method with { Provider = "Shared" }
            : method with { ProviderParameter = "IDistributedLocks" };
    }

    private CorpusMethod AddNames(CorpusMethod method, Site site, string lockName, List<(string Name, TypeArgument Argument)> typeArguments)
    {
        var names = new List<(string Template, string Name)>();
        var dependsOnTypeArgument = false;
        for (var i = draw.OneIn(4) ? draw.Below(3) : 0; i >= 0; i--)
        {
            var (template, name) = (lockName + new string('n', i), lockName + new string('n', i));
            foreach (var (placeholder, text, ofTypeArgument) in Placeholders(method, site, typeArguments))
            {
                var (before, after) = draw.Below(5) switch
                {
                    0 => ("/", ""),
                    1 => ("/x-", "y"),
                    2 => ("/{{", "}}"),
                    3 => ("/größe ", ".x"),
                    _ => ("/", "/z"),
                };
                template += $"{before}{{{placeholder}}}{after}";
                name += $"{before}{text}{after}".Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
                dependsOnTypeArgument |= ofTypeArgument;
            }

            names.Add((template, name));
        }

        if (typeArguments.Count > 0 && !dependsOnTypeArgument)
        {
            Advice.Add("ZKL0017");
        }

        return method with { Asked = Ask(names, method.HandleAt >= 0) };
    }

    private Asked Ask(List<(string Template, string Name)> names, bool bodyTakesHandle)
    {
        var asked = new Asked(names) { HoldAtLeast = draw.OneIn(4) ? draw.Of(Asked.Span.All) : null };
        if (names.Count == 1 && draw.OneIn(4))
        {
            var count = draw.Of(1, 3, 1000);
            return asked with { MaxCount = count, Written = draw.Of($"{{0}}, {count}", $"maxCount: {count}, name: {{0}}") };
        }

        // A handle shows a token, and several locks are taken anew each time.
        var isRetained = names.Count == 1 && !bodyTakesHandle && draw.OneIn(3);
        return asked with
        {
            IsShared = draw.OneIn(3),
            Retain = isRetained ? draw.Of(Asked.Span.All) : null,
            Written = draw.OneIn(3) ? draw.Of("[{0}]", "new[] { {0} }", "names: new string[] { {0} }") : "{0}",
        };
    }

    private IEnumerable<(string Placeholder, string Text, bool OfTypeArgument)> Placeholders(
        CorpusMethod method, Site site, List<(string Name, TypeArgument Argument)> typeArguments)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Value.Keys.Length > 0 && !draw.OneIn(4))
            {
                var key = draw.Of(parameter.Value.Keys);
                if (key.Advice is { } advice)
                {
                    Advice.Add(advice);
                }

                yield return (
                    (draw.OneIn(2) ? parameter.Name : parameter.Name.TrimStart('@')) + key.Rest,
                    key.Text,
                    typeArguments.Any(argument => parameter.Value.Type.Split(['<', '>', '(', ' ', ',', '[', '?']).Contains(argument.Name)));
            }
        }

        foreach (var (name, argument) in typeArguments)
        {
            if (draw.OneIn(2) && !method.Parameters.Any(parameter => parameter.Name == name))
            {
                yield return (name, argument.MetadataName, true);
            }
        }

        if (site.TypeParameter is not null && draw.OneIn(2))
        {
            yield return (site.TypeParameter, site.TypeArgument!.MetadataName, false);
        }

        if (!method.IsStatic && draw.OneIn(2) && !method.Parameters.Any(parameter => parameter.Name == "@this"))
        {
            var (member, text) = draw.Of(site.Members);
            yield return ($"this.{member}", text, false);
        }
    }

    private CorpusMethod AddTimeout(CorpusMethod method, Site site)
    {
        var timeout = draw.OneIn(2) ? draw.Of(["0s", "0ms", "250ms", "5s", "10m", "1h"]) : null;
        if (timeout is null)
        {
            if (method.Token is null)
            {
                Advice.Add("ZKL0307");
            }

            return method;
        }

        method = method with { Timeout = timeout };
        var canSkip = !method.Shape.IsSequence && (!method.Shape.HasItem || method.Item.CanBeSkipped);
        return draw.Below(3) switch
        {
            0 when canSkip => method with { Skips = true },
            1 => method with { Fallback = draw.Of(site.Free(["Instead", "@else", "error"])) + site.BodySuffix },
            _ => method,
        };
    }
}
