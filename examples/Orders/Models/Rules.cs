namespace Orders;

/// <summary>The shop's rules, written once; queries that use them get them as SQL.</summary>
static class Rules
{
    /// <summary>Whether something is still to be done about the order.</summary>
    public static bool IsActive(this OrderStatus status) =>
        status is OrderStatus.Pending or OrderStatus.Paid or OrderStatus.Shipped;

    public static decimal ToAmount(this long cents) => cents / 100m;

    /// <summary>The text without white space around it; null when nothing is left.</summary>
    public static string? NullIfBlank(this string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
