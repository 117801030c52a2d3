using System.Data.Common;
using DuckDB.NET.Data;
using Quern.Generators.Parsing.Functions;
using Quern.Generators.Tests.Functions;
using Quern.Relational;
using Quern.SnowflakeTranslation;

namespace Quern.Snowflake.Tests.Meaning;

/// <summary>Snowflake's SQL on DuckDB, through the translator of another project and the functions that it passes on as they are.</summary>
public sealed class SnowflakeSampleTable : SampleTable
{
    /// <summary>Members whose SQL the translator gives another meaning, each with the reason. That they differ is tested, so that none stays here for longer than it must.</summary>
    static readonly Dictionary<string, string> Wrong = [];

    readonly DuckDBConnection connection = new("DataSource=:memory:");

    internal override SqlDialect Dialect => SqlDialects.Snowflake;

    internal override string Text(SqlText sql) => Translation.ToDuckDb(base.Text(sql));

    internal override bool Refuses(FunctionRow function, int row) =>
        function.CountsUnits && ((string)SampleRows.Value(row, 0)!).Any(char.IsSurrogate);

    internal override string? Differs(FunctionRow function) => Wrong.GetValueOrDefault(function.Members[0]);

    // Snowflake's MOD fails for a zero divisor, and DuckDB's does not.
    internal override bool AnswersNull(FunctionRow function) => function.Members[0] == "a % b";

    protected override DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public override async ValueTask InitializeAsync()
    {
        NodeProcess.Require();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = Command(Translation.Setup + Creation(SqlDialects.DuckDb));
        _ = await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
