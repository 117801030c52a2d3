namespace Quern.Relational.Tests.Engines;

/// <summary>A real engine that queries run on.</summary>
public interface IEngine
{
    /// <summary>Name of its dialect.</summary>
    string Dialect { get; }

    /// <summary>Runs SQL and returns its rows; null for SQL's null, text for JSON.</summary>
    Task<IReadOnlyList<object?[]>> QueryAsync(string sql);
}
