using System.Diagnostics;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;

namespace Quern.DuckDb.Tests;

/// <summary>Another process that has a DuckDB file open, with rows that it has not committed: this test program, started with a file to hold.</summary>
sealed class FileHolder : IDisposable
{
    const string Variable = "QUERN_TEST_HOLD_FILE";

    readonly Process process;

    FileHolder(Process process) => this.process = process;

    public int ProcessId => process.Id;

    /// <summary>Starts the process and waits until it has the file.</summary>
    public static async Task<FileHolder> StartAsync(string file)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FileHolder).Assembly.Location]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[Variable] = file;
        var holder = new FileHolder(Process.Start(start)!);
        var said = await holder.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (said == "holding")
            return holder;
        holder.Dispose();
        throw new IOException(said);
    }

    /// <summary>Kills it, as <c>kill -9</c> does.</summary>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    // Without a thread of its own or an await: until a module's initializer ends, other threads can't enter the module.
    [ModuleInitializer]
    internal static void HoldWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } file)
            return;
        using var connection = new DuckDBConnection($"Data Source={file}");
        try
        {
            connection.Open();
        }
        catch (DuckDBException e)
        {
            Console.Out.WriteLine(e.Message);
            Environment.Exit(1);
        }
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE committed AS SELECT 1 AS n;
            BEGIN;
            CREATE TABLE open AS SELECT i AS n FROM range(1000000) t(i);
            DELETE FROM committed;
            """;
        command.ExecuteNonQuery();
        Console.Out.WriteLine("holding");
        Console.In.ReadLine();
        Environment.Exit(0);
    }
}
