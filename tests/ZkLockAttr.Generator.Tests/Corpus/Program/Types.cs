using System.Diagnostics.CodeAnalysis;

namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>An enum of the user's.</summary>
public enum Colour
{
    /// <summary>The first.</summary>
    Red = 1,

    /// <summary>The second.</summary>
    Green = 2,
}

/// <summary>A customer.</summary>
/// <param name="Name">His name.</param>
public sealed record Customer(string Name);

/// <summary>An order.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Customer">Who has ordered.</param>
public record Order(int Id, Customer Customer)
{
    /// <summary>The key word is for the tests.</summary>
    public string @class { get; init; } = "first";
}

/// <summary>An order of a kind: its members are inherited.</summary>
public sealed record BigOrder(int Id, Customer Customer) : Order(Id, Customer);

/// <summary>Fields in a struct.</summary>
internal readonly struct Place(int row, Order order)
{
    internal readonly int Row = row;

    internal readonly Order Order = order;

    public override string ToString() => $"{Row}";
}

/// <summary>A key that writes itself without an allocation.</summary>
public readonly record struct Sku(int Number) : ISpanFormattable
{
    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(provider, $"sku{Number}", out charsWritten);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => $"sku{Number}{format}";

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);
}

/// <summary>A key that converts itself to a string, and means something else by it.</summary>
public readonly record struct Conversion(int Number)
{
    /// <summary>Not what names it.</summary>
    public static implicit operator string(Conversion conversion) => "wrong";

    /// <inheritdoc/>
    public override string ToString() => "right";
}

/// <summary>A key with a format of its own.</summary>
public sealed class Shelf(int number) : IFormattable
{
    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => string.Create(formatProvider, $"{format}shelf{number}");

    /// <inheritdoc/>
    public override string ToString() => "wrong";
}

/// <summary>A type that says itself what its text is.</summary>
public class Named(string name)
{
    /// <inheritdoc/>
    public sealed override string ToString() => name;
}

/// <summary>It inherits its text.</summary>
public sealed class NamedToo(string name) : Named(name);

/// <summary>What one should no longer use.</summary>
[Obsolete("It is old.")]
public sealed record Old(int Id);

/// <summary>What one should not use yet.</summary>
[Experimental("CORPUS1")]
public sealed record Tried(int Id);
