using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;
using Quern.Benchmarks.Measuring;

namespace Quern.Benchmarks.Tpch;

/// <summary>The eight tables in the schema <c>raw</c> of a database.</summary>
static class TpchTables
{
    static readonly string[] Names = ["region", "nation", "supplier", "part", "partsupp", "customer", "orders", "lineitem"];

    /// <summary>Makes the tables inside DuckDB.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="scale">1 is 1,500,000 orders with four lines each.</param>
    public static Task CreateAsync(DuckDBConnection connection, double scale)
    {
        string Rows(int atOne) => Math.Max(20, (long)(atOne * scale)).ToString(CultureInfo.InvariantCulture);
        return ExecuteAsync(connection, Resource("Tables.sql")
            .Replace("$suppliers", Rows(10_000), StringComparison.Ordinal)
            .Replace("$parts", Rows(200_000), StringComparison.Ordinal)
            .Replace("$customers", Rows(150_000), StringComparison.Ordinal)
            .Replace("$orders", Rows(1_500_000), StringComparison.Ordinal));
    }

    /// <summary>Copies the tables to Postgres, with the indexes that the benchmark's primary and foreign keys suggest.</summary>
    public static async Task CopyAsync(DuckDBConnection from, NpgsqlConnection to, TemporaryFolder folder)
    {
        await ExecuteAsync(to, Resource("Postgres.sql"));
        foreach (var table in Names)
        {
            var file = folder.File(table + ".csv");
            await ExecuteAsync(from, $"COPY raw.{table} TO '{file.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT csv, HEADER false)");
            using (var reader = new StreamReader(file))
            await using (var writer = await to.BeginTextImportAsync($"COPY raw.{table} FROM STDIN (FORMAT csv)"))
            {
                var buffer = new char[1 << 16];
                for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
                    await writer.WriteAsync(buffer.AsMemory(0, read));
            }
            File.Delete(file);
        }
        foreach (var statement in Resource("PostgresKeys.sql").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            await ExecuteAsync(to, statement);
    }

    /// <summary>The text of a file beside this one.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(TpchTables).Assembly.GetManifestResourceStream("Tpch." + name)
            ?? throw new InvalidOperationException($"There is no resource Tpch.{name}.");
        return new StreamReader(stream).ReadToEnd();
    }

    static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
