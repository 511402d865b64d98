namespace WebShop.Selling;

/// <summary>How many pieces of an article are left, and which instance sold the last one.</summary>
internal sealed record Stock(long Left, string? LastSeller);
