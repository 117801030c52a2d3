namespace Quern;

/// <summary>The table that an incremental model is about to bring up to date, as a parameter of its <c>Define</c>.</summary>
/// <typeparam name="T">The model.</typeparam>
public sealed class Target<T>
{
    internal Target(bool exists, Query<T> rows) => (Exists, Rows) = (exists, rows);

    /// <summary>Whether an earlier run built the table and this run is not a full one.</summary>
    public bool Exists { get; }

    /// <summary>What the table holds; no rows when it does not exist.</summary>
    public Query<T> Rows { get; }
}
