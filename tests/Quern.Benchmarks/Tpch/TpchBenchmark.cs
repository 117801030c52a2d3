using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;
using Quern.Benchmarks.Measuring;
using Quern.Execution;
using Quern.TestServers;
using TpcH;

namespace Quern.Benchmarks.Tpch;

/// <summary>
/// The SQL that Quern generates for TPC-H's models against the benchmark's own, in turns in one session; both must give the
/// same rows.
/// </summary>
static class TpchBenchmark
{
    public static async Task RunAsync(string engine, double scale, int rounds, string[] queries, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var server = engine == "postgres" ? await PostgresServer.StartOwnAsync() : null;
        await using var duckDb = new DuckDBConnection("DataSource=:memory:");
        await duckDb.OpenAsync(cancellationToken);
        await TpchTables.CreateAsync(duckDb, scale);
        await using var postgres = server is null ? null : new NpgsqlConnection(await server.CreateDatabaseAsync());
        if (postgres is not null)
        {
            await postgres.OpenAsync(cancellationToken);
            await TpchTables.CopyAsync(duckDb, postgres, folder);
        }
        DbConnection session = postgres is null ? duckDb : postgres;
        await QueryAsync(session, postgres is null ? "SET schema = 'raw'" : "SET search_path = raw");

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"### TPC-H at scale {scale} on {engine} ({rounds} rounds)"));
        Console.WriteLine();
        Console.WriteLine("| query | rows | canonical, ms | Quern, ms | ratio | ratio of the least |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        var ratios = new List<(string Query, double Ratio)>();
        foreach (var model in QuernProject.Relations.Relations.Where(r => r.Schema == "tpch" && (queries.Length == 0 || queries.Contains(r.Name))))
        {
            var canonical = TpchTables.Resource(model.Name + ".sql");
            var generated = ModelSqlPrinter.Print(model, QuernProject.Relations, engine).Statements.First(s => s.Title == "select").Sql;
            var expected = await QueryAsync(session, canonical);
            Answers.Compare(model.Name, expected, await QueryAsync(session, generated));
            var times = new List<(double Canonical, double Generated)>();
            for (var round = 0; round < rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Each goes first in every other round: what the first leaves in caches helps the second.
                var first = await TimeAsync(session, round % 2 == 0 ? canonical : generated);
                var second = await TimeAsync(session, round % 2 == 0 ? generated : canonical);
                times.Add(round % 2 == 0 ? (first, second) : (second, first));
            }
            var ratio = Comparison.Median(times.Select(t => t.Generated / t.Canonical));
            ratios.Add((model.Name, ratio));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {model.Name} | {expected.Count:N0} | {Comparison.Median(times.Select(t => t.Canonical)):N1} | {Comparison.Median(times.Select(t => t.Generated)):N1} | {ratio:0.00} | {times.Min(t => t.Generated) / times.Min(t => t.Canonical):0.00} |"));
        }
        var worst = ratios.MaxBy(r => r.Ratio);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Geometric mean {Math.Exp(ratios.Average(r => Math.Log(r.Ratio))):0.00}, worst {worst.Ratio:0.00} ({worst.Query})."));
    }

    static async Task<double> TimeAsync(DbConnection session, string sql)
    {
        var watch = Stopwatch.StartNew();
        await QueryAsync(session, sql);
        return watch.Elapsed.TotalMilliseconds;
    }

    static async Task<IReadOnlyList<object?[]>> QueryAsync(DbConnection session, string sql)
    {
        await using var command = session.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }
}
