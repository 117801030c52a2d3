using DuckDB.NET.Data;
using Quern.Benchmarks.Overhead;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Planning;

namespace Quern.Benchmarks.Startup;

/// <summary>A process that opens a DuckDB file, says so once its first SQL has run, and ends.</summary>
static class StartupChild
{
    public const string Name = "startup";
    public const string ByHand = "hand";
    public const string Library = "quern";

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments[0] == Library)
            return await RunModelAsync(arguments[1]);
        using var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = arguments[1] }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        Console.WriteLine(command.ExecuteScalar());
        return 0;
    }

    // A run says that it started after its first statements: state tables looked for, the run's row inserted, committed.
    static async Task<int> RunModelAsync(string path)
    {
        var registry = SmallModels.Create(1, 1);
        await using var warehouse = new DuckDbWarehouse(path);
        var result = await Runner.RunAsync(
            new RunRequest { Registry = registry, Command = RunCommand.Build, Selection = Selection.All(registry), Warehouse = warehouse, TargetName = "file" },
            e =>
            {
                if (e is RunStarted)
                    Console.WriteLine("started");
            },
            CancellationToken.None);
        return result.Status == RunStatus.Success ? 0 : 1;
    }
}
