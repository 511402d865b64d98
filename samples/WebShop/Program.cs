using System.CommandLine;
using WebShop;
using WebShop.Serving;

// "instance": one instance of the shop (Serving/ShopInstance.cs). Else the demo: three of them, and buyers (Fleet/FleetDemo.cs).
// The locked method is in Selling/Checkout.cs, the fence in Selling/Ledger.cs.
if (args is ["instance", .. var settings])
{
    await ShopInstance.RunAsync(settings);
    return 0;
}

// Ctrl+C and SIGTERM end the sale; there is this long to tell how it went and to end the instances.
return await Arguments.Command().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
