namespace Quern;

/// <summary>
/// The SQL that calls of a static method become in queries. The method's own body is what runs in memory, and should mean the
/// same: nothing checks that.
/// <code>
/// [Sql("soundex({0})", Engine = "postgres")]
/// public static string Soundex(string text) => …;
/// </code>
/// </summary>
/// <param name="template">An SQL expression; <c>{0}</c> stands for the first argument, and <c>{{</c> for a brace.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class SqlAttribute(string template) : Attribute
{
    /// <summary>The SQL expression.</summary>
    public string Template { get; } = template;

    /// <summary>The engine that it is for: <c>duckdb</c>, <c>postgres</c>, <c>snowflake</c>; all that have none of their own when it is null.</summary>
    public string? Engine { get; set; }
}
