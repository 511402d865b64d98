using System.Globalization;
using System.Net;

namespace ZkLockAttr.Testing.Tree;

/// <summary>What the <c>ip</c> scheme's ids mean: an address, or the leading bits of one, as in <c>10.0.0.0/8</c>.</summary>
internal static class AddressRange
{
    public static bool IsValid(string range) => TryParse(range, out _, out _);

    public static bool Contains(string range, string address)
    {
        if (!TryParse(range, out var wanted, out var bits) || !IPAddress.TryParse(address, out var actual))
        {
            return false;
        }

        var (left, right) = (wanted.GetAddressBytes(), actual.GetAddressBytes());
        return left.Length == right.Length && Enumerable.Range(0, bits).All(bit => BitOf(left, bit) == BitOf(right, bit));
    }

    private static int BitOf(byte[] bytes, int bit) => (bytes[bit / 8] >> (7 - (bit % 8))) & 1;

    private static bool TryParse(string range, out IPAddress address, out int bits)
    {
        var parts = range.Split('/', 2);
        bits = 0;
        if (!IPAddress.TryParse(parts[0], out address!))
        {
            return false;
        }

        var most = address.GetAddressBytes().Length * 8;
        bits = most;
        return parts.Length == 1 || (int.TryParse(parts[1], CultureInfo.InvariantCulture, out bits) && bits >= 0 && bits <= most);
    }
}
