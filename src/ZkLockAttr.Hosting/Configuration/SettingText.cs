using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ZkLockAttr.Hosting.Configuration;

/// <summary>Reads what stands at a key of the configuration.</summary>
internal static class SettingText
{
    private static readonly (string Suffix, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>The value, which is one text and no section.</summary>
    public static string Text(this IConfigurationSection setting) =>
        setting.Value ?? throw new SettingException(setting.Path, "it has settings below it, but is one value.");

    /// <summary>A time as .NET writes it, or as the attribute has it. Never a bare number: .NET would take it for days.</summary>
    public static TimeSpan Time(this IConfigurationSection setting)
    {
        var text = setting.Text().Trim();
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time))
        {
            return time;
        }

        foreach (var (suffix, length) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal) && int.TryParse(text[..^suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return count * length;
            }
        }

        throw new SettingException(setting.Path, $"'{text}' is no time. Write a number and ms, s, m or h, as in '20s', or hours:minutes:seconds, as in '00:00:20'.");
    }

    public static int Number(this IConfigurationSection setting) =>
        int.TryParse(setting.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SettingException(setting.Path, $"'{setting.Value}' is no whole number.");

    public static bool Flag(this IConfigurationSection setting) =>
        bool.TryParse(setting.Text(), out var flag) ? flag : throw new SettingException(setting.Path, $"'{setting.Value}' is neither 'true' nor 'false'.");

    public static LockInterop Interop(this IConfigurationSection setting) => setting.Text().ToUpperInvariant() switch
    {
        "KAZOO" => LockInterop.Kazoo,
        "UNIVERSAL" => LockInterop.Universal,
        _ => throw new SettingException(setting.Path, $"'{setting.Value}' is neither 'Kazoo' nor 'Universal'."),
    };

    /// <exception cref="SettingException">There is a setting of another name: a slip of the pen must not be passed over in silence.</exception>
    public static void AllowOnly(this IConfigurationSection section, params string[] names)
    {
        if (section.GetChildren().FirstOrDefault(child => !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new SettingException(unknown.Path, $"there is no such setting. There are {string.Join(", ", names)}.");
        }
    }
}
