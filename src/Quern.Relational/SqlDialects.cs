using Quern.Relational.Dialects;

namespace Quern.Relational;

/// <summary>The engines that queries can be written for.</summary>
internal static class SqlDialects
{
    public static SqlDialect DuckDb { get; } = new DuckDbDialect();

    public static SqlDialect Postgres { get; } = new PostgresDialect();

    public static SqlDialect Snowflake { get; } = new SnowflakeDialect();

    public static IReadOnlyList<SqlDialect> All { get; } = [DuckDb, Postgres, Snowflake];

    /// <summary>The dialect of a name such as <c>postgres</c>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public static SqlDialect ByName(string name) =>
        All.FirstOrDefault(d => d.Name == name)
        ?? throw new ArgumentException($"'{name}' is no SQL dialect; there are: {string.Join(", ", All.Select(d => d.Name))}.", nameof(name));
}
