using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ZkLockAttr.Tool.Json;

/// <summary>Writes the answers for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ListJson))]
[JsonSerializable(typeof(ShowJson))]
[JsonSerializable(typeof(BreakJson))]
[JsonSerializable(typeof(RunJson))]
[JsonSerializable(typeof(DoctorJson))]
internal sealed partial class ToolJson : JsonSerializerContext
{
    // Names stay readable; it is no text in a page.
    private static readonly ToolJson Indented = new(Formatting(isIndented: true));
    private static readonly ToolJson OneLine = new(Formatting(isIndented: false));

    /// <summary>In lines, for an answer that is one document.</summary>
    public static string Document<T>(T answer, Func<ToolJson, JsonTypeInfo<T>> type) => JsonSerializer.Serialize(answer, type(Indented));

    /// <summary>In one line, for one answer of many.</summary>
    public static string Line<T>(T answer, Func<ToolJson, JsonTypeInfo<T>> type) => JsonSerializer.Serialize(answer, type(OneLine));

    private static JsonSerializerOptions Formatting(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = isIndented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
