using Quern.Relational.Passes;

namespace Quern.Relational.Tests;

/// <summary>Compiles as <see cref="SqlCompiler"/> does, and verifies the query between the passes.</summary>
static class Verified
{
    public static SqlText Compile(Rel query, SqlDialect dialect, RowSelection rows = RowSelection.All)
    {
        for (var rewritten = PassPipeline.Run(query, rows, Verifier.Verify); rewritten is not null; rewritten = new PreparedQuery(rewritten).Asked(dialect))
            Verifier.Verify(rewritten);
        return SqlCompiler.Compile(query, dialect, rows);
    }

    /// <summary>Compiles a query none of whose parts is asked for each row.</summary>
    public static SqlText CompileUnnested(Rel query, SqlDialect dialect)
    {
        var rewritten = PassPipeline.Run(query, RowSelection.All);
        while (CorrelatedParts.All(rewritten) is { Any: true } parts)
        {
            rewritten = Unnest.Apply(rewritten, parts) ?? throw new InvalidOperationException("A part must still be asked for each row.");
            Verifier.Verify(rewritten);
        }
        return new PreparedQuery(rewritten).Print(dialect);
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
