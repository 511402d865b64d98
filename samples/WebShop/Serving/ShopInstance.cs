using Microsoft.Extensions.Logging.Console;
using WebShop.Selling;

namespace WebShop.Serving;

/// <summary>One instance of the shop: an ordinary ASP.NET Core service.</summary>
internal static class ShopInstance
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(string[] args)
    {
        // The settings and the page lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var shop = builder.Configuration.GetSection(ShopOptions.Section).Get<ShopOptions>() ?? new ShopOptions();
        builder.Services.AddDistributedLocks(options => options.ApplicationName = shop.Instance);
        builder.Services.AddHealthChecks().AddDistributedLocks();
        builder.Services.AddSingleton(shop).AddSingleton(new Ledger(shop.Database)).AddSingleton<IPayments, SlowPayments>();
        builder.Services.AddSingleton<Checkout>().AddSingleton<LiveView>();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ShopJson.Default));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeToStop);

        // Standard output is for the launcher.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        await using var app = builder.Build();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapShop();

        await app.StartAsync();
        app.Services.GetRequiredService<Ledger>().Register(shop.Instance, app.Urls.First());
        Console.WriteLine(app.Urls.First());
        if (shop.StopsWithStdin)
        {
            StopWhenStdinCloses(app.Lifetime);
        }

        await app.WaitForShutdownAsync();
    }

    // An instance must not outlive its launcher. That one holds the other end of its stdin, which the system closes when the launcher ends, however it ends.
    private static void StopWhenStdinCloses(IHostApplicationLifetime host)
    {
        var watch = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
            }

            host.StopApplication();
        });
        watch.IsBackground = true;
        watch.Start();
    }
}
