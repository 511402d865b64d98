namespace ZkLockAttr.Generator.Naming;

/// <summary>A piece of a name template, as it is written.</summary>
/// <param name="IsPlaceholder">Whether it stood between braces, else it is literal text without escapes.</param>
/// <param name="Text">The text, or what stood before the colon.</param>
/// <param name="Format">What stood behind the colon.</param>
/// <param name="Start">Where it begins in the template, with its brace.</param>
/// <param name="Length">How long it is, with its braces.</param>
/// <param name="Name">Which of the attribute's names it stands in.</param>
internal readonly record struct TemplateToken(bool IsPlaceholder, string Text, string? Format, int Start, int Length, int Name);

/// <summary>Braces that do not fit.</summary>
internal readonly record struct TemplateError(string What, int Start, int Length);
