using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;

namespace Quern.Benchmarks.Extraction;

/// <summary>A Postgres table of orders, and the ways to copy it without Quern.</summary>
static class OrdersTable
{
    const string Columns = "id, customer_id, status, total_cents, currency, created_at, updated_at, metadata";
    const string CopyOut = $"COPY (SELECT {Columns} FROM orders) TO STDOUT (FORMAT binary)";

    const string Create =
        """
        CREATE TABLE orders (
            id bigint NOT NULL, customer_id bigint NOT NULL, status text NOT NULL, total_cents bigint NOT NULL,
            currency text NOT NULL, created_at timestamp NOT NULL, updated_at timestamp NOT NULL, metadata text)
        """;

    /// <summary>Makes the table with a number of rows of some 150 bytes.</summary>
    public static async Task CreateAsync(string connectionString, int rows, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await ExecuteAsync(source, Create, cancellationToken);
        await ExecuteAsync(
            source,
            string.Create(CultureInfo.InvariantCulture, $$"""
                INSERT INTO orders
                SELECT i, i % 20000 + 1, (ARRAY['pending', 'paid', 'shipped', 'delivered'])[i % 4 + 1], i::bigint * 7919 % 1000000, 'EUR',
                    timestamp '2024-01-01' + i * interval '1 minute', timestamp '2024-01-02' + i * interval '1 minute',
                    CASE WHEN i % 10 > 0 THEN format('{"channel": "web", "campaign": %s, "coupon": "SPRING-%s"}', i % 50, i % 1000) END
                FROM generate_series(1, {{rows}}) AS i
                """),
            cancellationToken);
        await ExecuteAsync(source, "ALTER TABLE orders ADD PRIMARY KEY (id)", cancellationToken);
        await ExecuteAsync(source, "VACUUM ANALYZE orders", cancellationToken);
    }

    /// <summary>Reads the table by COPY and throws the bytes away: no extraction can be faster.</summary>
    public static async Task DrainAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await using var copy = await connection.BeginRawBinaryCopyAsync(CopyOut, cancellationToken);
        var buffer = new byte[1 << 16];
        while (await copy.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    /// <summary>Passes the bytes of COPY on to a table of another database, which then gets its key.</summary>
    public static async Task PassOnAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = await OpenAsync(from, cancellationToken);
        await using var target = NpgsqlDataSource.Create(to);
        await ExecuteAsync(target, Create, cancellationToken);
        await using (var connection = await target.OpenConnectionAsync(cancellationToken))
        await using (var reading = await source.BeginRawBinaryCopyAsync(CopyOut, cancellationToken))
        await using (var writing = await connection.BeginRawBinaryCopyAsync($"COPY orders ({Columns}) FROM STDIN (FORMAT binary)", cancellationToken))
            await reading.CopyToAsync(writing, 1 << 16, cancellationToken);
        await ExecuteAsync(target, "ALTER TABLE orders ADD PRIMARY KEY (id)", cancellationToken);
    }

    /// <summary>The loop that most would write: a reader's rows into DuckDB's appender.</summary>
    public static async Task AppendAsync(string from, string path, CancellationToken cancellationToken)
    {
        await using var source = await OpenAsync(from, cancellationToken);
        using var target = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path }.ConnectionString);
        await target.OpenAsync(cancellationToken);
        using var create = target.CreateCommand();
        create.CommandText = "CREATE TABLE orders (id BIGINT, customer_id BIGINT, status VARCHAR, total_cents BIGINT, currency VARCHAR, created_at TIMESTAMP, updated_at TIMESTAMP, metadata VARCHAR)";
        create.ExecuteNonQuery();
        await using var transaction = await target.BeginTransactionAsync(cancellationToken);
        await using (var select = new NpgsqlCommand($"SELECT {Columns} FROM orders", source))
        await using (var reader = await select.ExecuteReaderAsync(cancellationToken))
        using (var appender = target.CreateAppender("orders"))
            while (await reader.ReadAsync(cancellationToken))
                Append(appender, reader);
        await transaction.CommitAsync(cancellationToken);
    }

    static void Append(DuckDBAppender appender, DbDataReader reader)
    {
        var row = appender.CreateRow()
            .AppendValue(reader.GetInt64(0)).AppendValue(reader.GetInt64(1)).AppendValue(reader.GetString(2)).AppendValue(reader.GetInt64(3))
            .AppendValue(reader.GetString(4)).AppendValue(reader.GetDateTime(5)).AppendValue(reader.GetDateTime(6));
        (reader.IsDBNull(7) ? row.AppendNullValue() : row.AppendValue(reader.GetString(7))).EndRow();
    }

    static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
