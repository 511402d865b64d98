using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZkLockAttr.Docs.Tests.Pages;
using ZkLockAttr.Hosting;

namespace ZkLockAttr.Docs.Tests.Settings;

/// <summary>The settings that pages show are understood: a host reads each of them without a fault.</summary>
public sealed class SettingsBlockTests
{
    public static TheoryData<string, int> Blocks()
    {
        var data = new TheoryData<string, int>();
        foreach (var block in Json().Where(block => block.Text.Contains("\"ConnectionStrings\"", StringComparison.Ordinal) || block.Text.Contains("\"DistributedLocks\"", StringComparison.Ordinal)))
        {
            data.Add(block.Path, block.Line);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Settings_are_read_without_a_fault(string path, int line)
    {
        // No file that a page names is there: only that is forgiven.
        var faults = FaultsOf(Page.Read(path).Blocks.Single(block => block.Line == line).Text);

        Assert.DoesNotContain(faults, fault => !fault.Contains("Could not find", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_shown_as_JSON_is_JSON() => Assert.All(Json(), block => JsonDocument.Parse(block.Text).Dispose());

    [Fact]
    public void A_setting_that_is_not_known_is_a_fault() =>
        Assert.NotEmpty(FaultsOf("""{ "ConnectionStrings": { "ZooKeeper": "host1" }, "DistributedLocks": { "SesionTimeout": "20s" } }"""));

    private static IEnumerable<Block> Json() => Page.All().SelectMany(page => page.Blocks).Where(block => block.Language == "json");

    private static List<string> FaultsOf(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        var names = configuration.GetSection("ConnectionStrings").GetChildren().Select(child => child.Key).ToList();
        foreach (var name in names.Where(name => name != "ZooKeeper"))
        {
            services.AddKeyedDistributedLocks(name);
        }

        if (names.Contains("ZooKeeper"))
        {
            services.AddDistributedLocks();
        }

        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<HostedLocksOptions>>();
        Assert.NotEmpty(names);
        return [.. names.SelectMany(name => FaultsOf(options, name == "ZooKeeper" ? Options.DefaultName : name))];
    }

    private static IEnumerable<string> FaultsOf(IOptionsMonitor<HostedLocksOptions> options, string name)
    {
        try
        {
            _ = options.Get(name);
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
    }
}
