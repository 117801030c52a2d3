using Quern.Relational.Passes;

namespace Quern.Relational.Tests;

/// <summary>Compiles as <see cref="SqlCompiler"/> does, and verifies the query between the passes.</summary>
static class Verified
{
    public static SqlText Compile(Rel query, SqlDialect dialect, RowSelection rows = RowSelection.All)
    {
        _ = PassPipeline.Run(query, rows, Verifier.Verify);
        return SqlCompiler.Compile(query, dialect, rows);
    }

    /// <summary>Fills the holes of compiled SQL.</summary>
    public static string Fill(SqlText sql, Func<string, string> relation, Func<string, string> parameter) =>
        string.Concat(sql.Segments.Select(s => s.Kind switch
        {
            SqlSegmentKind.Relation => relation(s.Value),
            SqlSegmentKind.Parameter => parameter(s.Value),
            _ => s.Value,
        }));
}
