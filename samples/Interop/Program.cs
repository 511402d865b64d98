using System.CommandLine;
using Interop;
using ZkLockAttr;

// The locked method is in Turns.cs; turns.py does the same with kazoo.
var zooKeeper = new Option<string>("--zookeeper") { Description = "The ensemble: host:port,host:port/chroot.", DefaultValueFactory = _ => "127.0.0.1:2181" };
var file = new Option<string>("--file") { Description = "Where the turns are written.", DefaultValueFactory = _ => "turns.log" };
var turns = new Option<int>("--turns") { Description = "How many turns to take.", DefaultValueFactory = _ => 30 };
var command = new RootCommand("Takes turns with turns.py.") { zooKeeper, file, turns };
command.SetAction(async (arguments, cancellationToken) =>
{
    await using var locks = new DistributedLocks(arguments.GetRequiredValue(zooKeeper), new DistributedLocksOptions
    {
        ApplicationName = "Interop C#",

        // kazoo's lock objects remember that the path is there, and fail once it is gone.
        PersistentParents = true,
    });
    var mine = new Turns(locks, arguments.GetRequiredValue(file));
    try
    {
        for (var number = 1; number <= arguments.GetRequiredValue(turns); number++)
        {
            await mine.TakeAsync(number, cancellationToken);
        }

        return 0;
    }
    catch (Exception exception) when (exception is LockUnavailableException or LockLostException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
