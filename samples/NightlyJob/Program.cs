using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NightlyJob;
using ZkLockAttr.Testing;

// The locked job is in NightlyReport.cs; NightWatch.cs calls it every night, on every node.
// In production this process is one node, and ConnectionStrings:ZooKeeper says where the ensemble is.
var diary = new Diary();
var builder = NewNode(Environment.MachineName);
if (!builder.Environment.IsDevelopment())
{
    builder.Services.AddDistributedLocks(options => options.ApplicationName = Environment.MachineName);
    await builder.Build().RunAsync();
    return 0;
}

// In development it is a whole fleet: several hosts, each with a session of its own, on a server inside this process.
await using var server = ZooKeeperTestServer.Start();
var fleet = builder.Configuration.GetSection(NightlyOptions.Section).Get<NightlyOptions>() ?? new NightlyOptions();
await Task.WhenAll(Enumerable.Range(1, fleet.DemoNodes).Select(number =>
{
    var name = $"node-{number}";
    var node = NewNode(name);
    node.Services.AddDistributedLocks(options => options.ApplicationName = name).UseInProcessServer(server);
    return node.Build().RunAsync();
}));

Console.WriteLine(diary);
return diary.CountWrong() == 0 ? 0 : 1;

HostApplicationBuilder NewNode(string name)
{
    // The settings lie beside the program, wherever it is started from.
    var node = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
    node.Logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss.fff ";
    });
    node.Services.Configure<NightlyOptions>(node.Configuration.GetSection(NightlyOptions.Section));
    node.Services.AddSingleton(diary).AddSingleton(new NodeName(name)).AddSingleton<NightlyReport>().AddHostedService<NightWatch>();
    return node;
}
