using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;
using NpgsqlTypes;

namespace Orders.Shop;

/// <summary>A shop in Postgres: computed in memory by the same scripts as <see cref="DuckDbShop"/>, then copied.</summary>
sealed class PostgresShop : ShopDatabase
{
    readonly NpgsqlConnectionStringBuilder settings;

    public PostgresShop(string connectionString) => settings = new NpgsqlConnectionStringBuilder(connectionString);

    public override string Location => $"{settings.Host}:{settings.Port}/{settings.Database}";

    public override async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        await using var postgres = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT to_regclass('public.shop_info') IS NOT NULL", postgres);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    protected override async Task CreateCoreAsync(int orders, CancellationToken cancellationToken)
    {
        await using var shop = await ReplayAsync(orders, changes: 0, cancellationToken);
        await using var postgres = await OpenAsync(cancellationToken);
        await using var transaction = await postgres.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(postgres, Tables, cancellationToken);
        foreach (var table in (string[])["shop_info", .. ShopScript.Tables])
            await CopyAsync(shop, table, postgres, table, cancellationToken);
        await ExecuteAsync(postgres, Indexes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await ExecuteAsync(postgres, "ANALYZE public.customers, public.orders, public.order_items", cancellationToken);
    }

    protected override async Task<ShopChange> ChangeCoreAsync(CancellationToken cancellationToken)
    {
        await using var postgres = await OpenAsync(cancellationToken);
        await using var transaction = await postgres.BeginTransactionAsync(cancellationToken);
        var (orders, changes) = await ReadInfoAsync(postgres, cancellationToken);
        await using var shop = await ReplayAsync(orders, changes, cancellationToken);
        var change = await ShopScript.ChangeAsync(shop, cancellationToken);
        foreach (var table in ShopScript.Tables)
        {
            await ExecuteAsync(postgres, $"CREATE TEMP TABLE changed_{table} (LIKE public.{table}) ON COMMIT DROP", cancellationToken);
            await CopyAsync(shop, $"changed_{table}", postgres, $"changed_{table}", cancellationToken);
            await ExecuteAsync(postgres,
                $"""
                DELETE FROM public.{table} AS t USING changed_{table} AS c WHERE t.id = c.id;
                INSERT INTO public.{table} SELECT * FROM changed_{table};
                """, cancellationToken);
        }
        await ExecuteAsync(postgres, "UPDATE public.shop_info SET changes = changes + 1", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return change;
    }

    static async Task<DuckDBConnection> ReplayAsync(int orders, long changes, CancellationToken cancellationToken)
    {
        var shop = new DuckDBConnection("Data Source=:memory:");
        await shop.OpenAsync(cancellationToken);
        await ShopScript.CreateAsync(shop, orders, cancellationToken);
        for (var day = 0L; day < changes; day++)
            await ShopScript.ChangeAsync(shop, cancellationToken);
        return shop;
    }

    // The lock keeps a second change from replaying the same day.
    static async Task<(int Orders, long Changes)> ReadInfoAsync(NpgsqlConnection postgres, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT orders, changes FROM public.shop_info FOR UPDATE", postgres);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (checked((int)reader.GetInt64(0)), reader.GetInt64(1));
    }

    static async Task CopyAsync(DuckDBConnection shop, string from, NpgsqlConnection postgres, string to, CancellationToken cancellationToken)
    {
        using var command = shop.CreateCommand();
        command.CommandText = $"SELECT * FROM {from}";
        using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var types = Enumerable.Range(0, reader.FieldCount).Select(i => TypeOf(reader, i)).ToArray();
        await using var import = await postgres.BeginBinaryImportAsync($"COPY {to} FROM STDIN (FORMAT BINARY)", cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            await import.StartRowAsync(cancellationToken);
            for (var i = 0; i < types.Length; i++)
                if (reader.IsDBNull(i)) await import.WriteNullAsync(cancellationToken);
                else await import.WriteAsync(reader.GetValue(i), types[i], cancellationToken);
        }
        await import.CompleteAsync(cancellationToken);
    }

    static NpgsqlDbType TypeOf(DbDataReader reader, int field) => Type.GetTypeCode(reader.GetFieldType(field)) switch
    {
        TypeCode.Int64 => NpgsqlDbType.Bigint,
        TypeCode.Int32 => NpgsqlDbType.Integer,
        TypeCode.String => NpgsqlDbType.Text,
        TypeCode.DateTime => NpgsqlDbType.Timestamp,
        _ => throw new InvalidOperationException($"The shop has no column of type {reader.GetFieldType(field)}."),
    };

    async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    static async Task ExecuteAsync(NpgsqlConnection postgres, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, postgres);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    const string Tables =
        """
        DROP TABLE IF EXISTS public.shop_info, public.customers, public.orders, public.order_items;
        CREATE TABLE public.shop_info (orders bigint NOT NULL, changes bigint NOT NULL);
        CREATE TABLE public.customers (
            id bigint NOT NULL,
            name text NOT NULL,
            email text,
            segment text,
            acquisition_channel text,
            created_at timestamp NOT NULL,
            updated_at timestamp NOT NULL);
        CREATE TABLE public.orders (
            id bigint NOT NULL,
            customer_id bigint NOT NULL,
            status text NOT NULL,
            total_cents bigint NOT NULL,
            currency text NOT NULL,
            created_at timestamp NOT NULL,
            updated_at timestamp NOT NULL,
            metadata text);
        CREATE TABLE public.order_items (
            id bigint NOT NULL,
            order_id bigint NOT NULL,
            product_id bigint NOT NULL,
            quantity integer NOT NULL,
            unit_price_cents bigint NOT NULL,
            updated_at timestamp NOT NULL);
        """;

    const string Indexes =
        """
        ALTER TABLE public.customers ADD PRIMARY KEY (id);
        ALTER TABLE public.orders ADD PRIMARY KEY (id);
        ALTER TABLE public.order_items ADD PRIMARY KEY (id);
        CREATE INDEX ON public.customers (updated_at, id);
        CREATE INDEX ON public.orders (updated_at, id);
        CREATE INDEX ON public.order_items (updated_at, id);
        """;
}
