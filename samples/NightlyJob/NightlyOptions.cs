namespace NightlyJob;

/// <summary>The section <c>Nightly</c> of the configuration.</summary>
internal sealed class NightlyOptions
{
    public const string Section = "Nightly";

    /// <summary>How long a night is: a day, or some seconds to look on. Longer than the least time of <see cref="NightlyReport"/>.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many nights to work; 0 for ever.</summary>
    public int Nights { get; set; }

    /// <summary>How late the clock of a node may be, for the demo.</summary>
    public TimeSpan ClocksDiffer { get; set; }

    /// <summary>How many nodes the demo has.</summary>
    public int DemoNodes { get; set; } = 3;
}
