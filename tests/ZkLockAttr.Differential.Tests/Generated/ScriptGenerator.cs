using System.Globalization;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.Differential.Tests.Scripts;

namespace ZkLockAttr.Differential.Tests.Generated;

/// <summary>
/// Writes scripts at random: three connections, a few paths that collide often, all operations and flags, wrong ones among them. The same seed gives the same
/// script.
/// </summary>
internal sealed class ScriptGenerator(int seed)
{
    private static readonly string[] Connections = ["a", "b", "c"];

    private static readonly string[] Paths =
    [
        "/p", "/p", "/p", "/p/q", "/p/q", "/p/q", "/p/q/r", "/e", "/e", "/e/f", "/c", "/c", "/c/k", "/c/k/n", "/s", "/s", "/",
    ];

    private static readonly string[] BadPaths =
    [
        "~", "~p", "/p/", "//p", "/p//q", "/p/.", "/./p", "/p/../q", "/\\u0000", "/p\\u0000", "/\\u0001", "/p/\\u007f", "/\\ue000x", "/\\ufff0", "/p/\\u00e4", "~/", "null",
        "~/zookeeper", "~/zookeeper/quota",
    ];

    private static readonly string[] Acls =
    [
        "open", "open", "open", "31@world@anyone", "1@world@anyone", "30@world@anyone", "27@world@anyone", "15@world@anyone,31@digest@{bob:secret}",
        "31@digest@{bob:secret}", "31@digest@{eve:x},1@world@anyone", "31@auth@", "3@auth@ignored", "empty", "31@world@nobody", "31@nope@x", "31@ip@127.0.0.1",
        "31@ip@10.0.0.0/8,1@world@anyone", "31@ip@127.0.0.0/8", "31@ip@nonsense", "31@digest@bob", "31@digest@a:b:c", "31@world@anyone,31@world@anyone",
        "0@world@anyone", "96@world@anyone", "31@sasl@bob", "31@x509@CN=bob", "31@super@", "31@@",
    ];

    private static readonly string[] Credentials = ["digest bob:secret", "digest eve:x", "digest nocolon", "ip", "digest"];

    private readonly Random _random = new(seed);

    public Script Write(int lines)
    {
        var script = new List<string>();
        foreach (var connection in Connections)
        {
            script.Add($"{connection}: connect");
        }

        while (script.Count < lines)
        {
            script.AddRange(Lines(Pick(Connections)));
        }

        return Script.Parse(string.Join('\n', script));
    }

    private IEnumerable<string> Lines(string connection) => _random.Next(100) switch
    {
        // A lost connection is found again at once: until then nobody can say when the server notices.
        < 4 => [$"{connection}: drop", $"{connection}: connect session={connection} zxid=last{Behind()}", $"{connection}: {SetWatches()}"],
        < 6 => [$"{connection}: closeSession", $"{connection}: connect{Behind()}"],
        < 7 => [$"{connection}: op {Pick("-3", "0", "10", "20", "23", "99", "108", "1000")} 00", $"{connection}: connect session={connection}"],
        < 8 => [$"{connection}: auth nope x", $"{connection}: connect session={connection}"],
        < 11 => [$"{connection}: auth {Pick(Credentials)}"],
        < 19 => [$"{connection}: {string.Join(" ; ", Paths.Distinct().SelectMany(path => new[] { $"exists {path}", $"getAcl {path}" }))}"],
        < 28 => [$"{connection}: {string.Join(" ; ", Enumerable.Range(0, _random.Next(2, 5)).Select(_ => Request()))}"],
        _ => [$"{connection}: {Request()}"],
    };

    // What stands in one write with the handshake.
    private string Behind() => string.Concat(Enumerable.Range(0, _random.Next(3)).Select(_ => $" ; {Request()}"));

    private string Request() => _random.Next(100) switch
    {
        < 24 => Create(),
        < 34 => Delete(),
        < 42 => SetData(),
        < 47 => $"setAcl {Path()} acl={Pick(Acls)}{Version()}",
        < 50 => $"getAcl {Path()}",
        < 57 => $"exists {Path()}{Watch()}",
        < 63 => $"getData {Path()}{Watch()}",
        < 68 => $"getChildren {Path()}{Watch()}",
        < 72 => $"getChildren2 {Path()}{Watch()}",
        < 84 => Multi(),
        < 86 => MultiRead(),
        < 89 => AddWatch(),
        < 91 => $"removeWatches {Path()} {Pick("0", "1", "2", "3", "3", "4", "5")}",
        < 92 => $"checkWatches {Path()} {Pick("0", "1", "2", "3", "3", "4", "5")}",
        < 93 => SetWatches(),
        < 94 => $"getEphemerals {Pick("/", "/p", "~", "~/", "null", "/e")}",
        < 95 => $"countDescendants {Path()}",
        < 96 => "whoAmI",
        < 97 => $"sync {Path()}",
        < 98 => "reconfig",
        < 99 => Malformed(),
        _ => "ping",
    };

    /// <summary>A body that is cut off, or has lengths that are none.</summary>
    private string Malformed()
    {
        var words = Enumerable.Range(0, _random.Next(5)).Select(_ => Pick("00000000", "00000001", "ffffffff", "fffffffe", "7fffffff", "00000003", "2f702f71", "2f", "0000"));
        return $"op {Pick(KnownDifferences.OperationsWithoutVectors)} {string.Concat(words)}".TrimEnd();
    }

    private string Create() => _random.Next(12) switch
    {
        < 5 => $"create {Path()}{Data()}{Acl()}{Flags()}",
        < 8 => $"create2 {Path()}{Data()}{Acl()}{Flags()}",
        < 10 => $"createContainer {Path()}{Data()}{Acl()}{Pick("", "", " flags=0", " flags=1", " flags=3")}",
        < 11 => $"create2 {Pick("/s/", "/s/n-", "/p/q/x", "/c/k/", "/")} flags={Pick("2", "3")}",
        _ => CreateTtl(),
    };

    private string CreateTtl() =>
        $"createTtl {Path()}{Data()}{Acl()} flags={Pick("5", "6")} ttl={Pick("100000", "1", "0", "-1", "1099511627775", "1099511627776")}";

    private string Delete() => $"delete {Path()}{Version()}";

    private string SetData() => $"setData {Path()}{Data()}{Version()}";

    private string Multi()
    {
        var parts = Enumerable.Range(0, _random.Next(5)).Select(_ => _random.Next(10) switch
        {
            < 4 => Create(),
            < 6 => Delete(),
            < 8 => SetData(),
            _ => $"check {Path()}{Version()}",
        });
        var multi = $"multi {string.Join(" | ", parts)}".TrimEnd();
        return KnownDifferences.CanBeSent(multi) ? multi : Multi();
    }

    private string MultiRead()
    {
        var parts = Enumerable.Range(0, _random.Next(4)).Select(_ => $"{Pick("getData", "getChildren")} {Path()}{Watch()}");
        var multiRead = $"multiRead {string.Join(" | ", parts)}".TrimEnd();
        return KnownDifferences.CanBeSent(multiRead) ? multiRead : MultiRead();
    }

    private string AddWatch()
    {
        var addWatch = $"addWatch {Path()} {Pick("0", "0", "1", "1", "2", "-1")}";
        return KnownDifferences.CanBeSent(addWatch) ? addWatch : AddWatch();
    }

    private string SetWatches()
    {
        var verb = Pick("setWatches", "setWatches", "setWatches2");
        var lasting = verb == "setWatches2" ? Some("persistent") + Some("recursive") : "";
        return $"{verb} zxid={Pick("0", "last", $"+{_random.Next(60)}")}{Some("data")}{Some("exist")}{Some("child")}{lasting}";

        string Some(string name)
        {
            var count = _random.Next(3);
            return count == 0 ? "" : $" {name}={string.Join(',', Enumerable.Range(0, count).Select(_ => Pick(Paths)))}";
        }
    }

    private string Path() => _random.Next(14) == 0 ? Pick(BadPaths) : Pick(Paths);

    private string Watch() => _random.Next(2) == 0 ? " watch" : "";

    private string Data() => Pick("", " data=", " data=x", " data=yy", " data=#1000");

    private string Acl() => _random.Next(5) == 0 ? $" acl={Pick(Acls)}" : "";

    private string Flags() => _random.Next(2) == 0 ? "" : $" flags={Pick("0", "1", "1", "2", "3", "4", "5", "6", "7", "-1")}";

    private string Version() => _random.Next(3) == 0
        ? $" v={Pick("0", "1", "2", "-1", "-2", int.MaxValue.ToString(CultureInfo.InvariantCulture), int.MinValue.ToString(CultureInfo.InvariantCulture))}"
        : "";

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
