using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Lifetime;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Hosting.Configuration;

/// <summary>Tells all that is wrong with the options of some locks, each with its key in the configuration.</summary>
internal sealed class LockOptionsValidator(IEnumerable<LockRegistration> registrations) : IValidateOptions<HostedLocksOptions>
{
    // What a timer can wait, as for the core's times.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    public ValidateOptionsResult Validate(string? name, HostedLocksOptions options)
    {
        if (registrations.FirstOrDefault(known => known.Name == name) is not { } registration)
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> faults = [.. options.Faults];
        CheckConnectionString(registration, options, faults);
        CheckRanges(LockSection.PathOf(registration), options, faults);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckConnectionString(LockRegistration registration, HostedLocksOptions options, List<string> faults)
    {
        var key = LockSection.ConnectionStringKeyOf(registration);
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            faults.Add($"{key}: it is missing. Write the servers of the ensemble, as in 'host1:2181,host2:2181,host3:2181/chroot'.");
            return;
        }

        try
        {
            ConnectionString.Parse(options.ConnectionString);
        }
        catch (FormatException exception)
        {
            faults.Add($"{key}: {exception.Message}");
        }
    }

    private static void CheckRanges(string path, HostedLocksOptions options, List<string> faults)
    {
        if (options.OpenTimeout < TimeSpan.Zero || options.OpenTimeout > LongestTimeout)
        {
            faults.Add($"{ConfigurationPath.Combine(path, nameof(options.OpenTimeout))}: it is {options.OpenTimeout}. Write a time from 0 to 24 days.");
        }
        else if (options.RequireAtStart && options.OpenTimeout == TimeSpan.Zero)
        {
            faults.Add($"{ConfigurationPath.Combine(path, nameof(options.OpenTimeout))}: it is 0, but {nameof(options.RequireAtStart)} is true: no session opens in no time. Write '5s'.");
        }

        try
        {
            options.ToLocksOptions(NullLoggerFactory.Instance).Validate();
        }
        catch (ArgumentException exception)
        {
            faults.Add($"{KeyOf(path, exception)}: {Fault(exception)}");
        }
    }

    // The core names its option as the parameter: 'SessionTimeout', 'ApplicationName.Length'.
    private static string KeyOf(string path, ArgumentException exception) =>
        exception.ParamName is { } option ? ConfigurationPath.Combine(path, option.Split('.')[0]) : path;

    // Without what .NET appends: the parameter, which the key tells, and the value, which the message has.
    private static string Fault(ArgumentException exception)
    {
        var end = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
