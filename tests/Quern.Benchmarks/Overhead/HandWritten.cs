using System.Data.Common;
using System.Globalization;

namespace Quern.Benchmarks.Overhead;

/// <summary>What somebody would write without Quern: statements one after the other on one connection.</summary>
static class HandWritten
{
    /// <summary>Replaces tables in place, with no test and no transaction around.</summary>
    public static void Replace(DbConnection connection, int models)
    {
        Execute(connection, "CREATE SCHEMA small");
        for (var i = 0; i < models; i++)
        {
            Execute(connection, $"DROP TABLE IF EXISTS small.{Name(i)}");
            Execute(connection, $"CREATE TABLE small.{Name(i)} AS {SmallModels.Select}");
        }
    }

    /// <summary>Writes beside each target, runs tests on that, and swaps, in one transaction.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="models">Number of models.</param>
    /// <param name="tests">Number of tests of each, which run as one query each.</param>
    public static void WriteAuditPublish(DbConnection connection, int models, int tests)
    {
        Execute(connection, "CREATE SCHEMA small");
        for (var i = 0; i < models; i++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, $"CREATE TABLE small.{Name(i)}_stage (id BIGINT, amount BIGINT)");
            Execute(connection, $"INSERT INTO small.{Name(i)}_stage (id, amount) {SmallModels.Select}");
            for (var t = 0; t < tests; t++)
                Test(connection, $"SELECT COUNT(*) FROM small.{Name(i)}_stage AS t WHERE {SmallModels.Condition(t)}");
            Execute(connection, $"DROP TABLE IF EXISTS small.{Name(i)}");
            Execute(connection, $"ALTER TABLE small.{Name(i)}_stage RENAME TO {Name(i)}");
            transaction.Commit();
        }
    }

    static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"model_{i:000}");

    static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static void Test(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if ((long)command.ExecuteScalar()! != 0)
            throw new InvalidOperationException($"Rows violate a test: {sql}");
    }
}
