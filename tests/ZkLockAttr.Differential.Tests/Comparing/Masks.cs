using System.Globalization;
using ZkLockAttr.Testing.Sessions;

namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>
/// Writes what two runs of a script can never have in common: transactions as distances from the script's first one, so that equal ones stay equal and each
/// number that is taken counts; sessions by the connection that opened them; times as "now".
/// </summary>
internal sealed class Masks
{
    // Nodes that a real server had before it started have no time at all.
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, string> _sessions = [];
    private readonly Dictionary<string, int> _names = [];

    /// <summary>The transaction before the script's first one.</summary>
    public long BaseZxid { get; set; }

    public void AddSession(long id, string name)
    {
        if (!_sessions.ContainsKey(id))
        {
            var count = _names[name] = _names.GetValueOrDefault(name) + 1;
            _sessions[id] = count == 1 ? $"session-{name}" : $"session-{name}{count}";
        }
    }

    public string Zxid(long zxid) => zxid is 0 or -1
        ? zxid.ToString(CultureInfo.InvariantCulture)
        : (zxid - BaseZxid).ToString("+0;-0;+0", CultureInfo.InvariantCulture);

    public string Session(long id) => id == 0 ? "0" : _sessions.GetValueOrDefault(id) ?? id.ToString("x", CultureInfo.InvariantCulture);

    public static string Time(long milliseconds) => milliseconds == 0 ? "0"
        : milliseconds > (Start - Tolerance).ToUnixTimeMilliseconds() && milliseconds < (DateTimeOffset.UtcNow + Tolerance).ToUnixTimeMilliseconds() ? "now"
        : milliseconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>A session's password follows from its id.</summary>
    public static string Password(byte[] password, long sessionId) =>
        sessionId != 0 && SessionPassword.IsRight(sessionId, password) ? "of-session" : Convert.ToHexStringLower(password);
}
