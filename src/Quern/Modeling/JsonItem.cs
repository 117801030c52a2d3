namespace Quern;

/// <summary>An item of a JSON array.</summary>
/// <param name="Position">Its place in the array, from 1.</param>
/// <param name="Value">The item; JSON's null is one too.</param>
public sealed record JsonItem(long Position, Json Value);
