using System.Globalization;
using Microsoft.Playwright;

namespace WebShop.Tests.Browser;

/// <summary>The live page in a browser. When disposed it checks that the page made no error and asked nobody else for anything.</summary>
internal sealed class ShopPage : IAsyncDisposable
{
    // Longer than anything takes, but on a machine that is overloaded.
    private const int Patience = 60_000;

    private static readonly string[] Options =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly List<string> _faults = [];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private ShopPage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<ShopPage> OpenAsync(Uri address)
    {
        Chromium.Availability.Demand();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program, Args = Options });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1180, Height = 800 }, ColorScheme = ColorScheme.Light });
        page.SetDefaultTimeout(Patience);
        var shop = new ShopPage(playwright, browser, page);
        page.PageError += (_, error) => shop._faults.Add(error);
        page.Console += (_, message) => shop.AddIf(message.Type is "error" or "warning", message.Text);
        page.Request += (_, request) => shop.AddIf(new Uri(request.Url).Authority != address.Authority, request.Url);
        await page.GotoAsync(address.ToString());
        return shop;
    }

    /// <summary>The card of an article.</summary>
    public ILocator Article(string name) => Page.Locator($"article[data-article={name}]");

    /// <summary>Waits until a number on the page is at least this.</summary>
    public async Task WaitForAtLeastAsync(string selector, int number) =>
        await Page.WaitForFunctionAsync(
            "([selector, number]) => Number(document.querySelector(selector)?.textContent) >= number", new object[] { selector, number });

    public async Task<int> ReadAsync(string selector) => int.Parse(await Page.Locator(selector).InnerTextAsync(), CultureInfo.InvariantCulture);

    /// <summary>Clicks a button and waits for the instance's answer.</summary>
    /// <returns>The status code.</returns>
    public async Task<int> ClickAsync(string article, string button) =>
        (await Page.RunAndWaitForResponseAsync(() => Article(article).GetByText(button).ClickAsync(), answer => answer.Request.Method == "POST")).Status;

    /// <summary>Writes a picture for the documentation, if the variable WEBSHOP_SCREENSHOTS names a folder.</summary>
    public async Task PhotographAsync(string file)
    {
        if (Environment.GetEnvironmentVariable("WEBSHOP_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        Assert.Empty(_faults);
    }

    private void AddIf(bool isFault, string text)
    {
        if (isFault)
        {
            _faults.Add(text);
        }
    }
}
