namespace WebShop.Tests.Browser;

/// <summary>A test that needs <see cref="Chromium"/>: skipped where that is missing, but never on a build server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Availability.SkipReason;
}
