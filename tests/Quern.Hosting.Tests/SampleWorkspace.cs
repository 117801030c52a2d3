using System.Text.Json;
using DuckDB.NET.Data;
using Quern.DuckDb;
using Quern.Hosting.Configuration;
using Quern.Hosting.SampleApplication;
using Quern.Postgres;

namespace Quern.Hosting.Tests;

/// <summary>A folder with settings, a shop to extract from and a target; runs the sample application in it.</summary>
sealed class SampleWorkspace : IDisposable
{
    public SampleWorkspace()
    {
        Directory.CreateDirectory(ApplicationDirectory);
        Directory.CreateDirectory(CurrentDirectory);
        Settings(ApplicationDirectory, "appsettings.json", new
        {
            Quern = new
            {
                Targets = new { dev = new { Type = "duckdb", Path = TargetPath } },
                Sources = new { shop = new { Type = "duckdb", Path = ShopPath } },
            },
        });
        using var shop = new DuckDBConnection($"Data Source={ShopPath}");
        shop.Open();
        using var command = shop.CreateCommand();
        // One amount of 0 fails a test, one of 5000 makes another one warn.
        command.CommandText =
            "CREATE TABLE orders AS SELECT i AS id, CASE i WHEN 7 THEN 0 WHEN 9 THEN 5000 ELSE i * 10 END::BIGINT AS amount FROM range(1, 11) AS r(i)";
        command.ExecuteNonQuery();
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("quern-hosting-").FullName;

    public string ApplicationDirectory => Path.Combine(Root, "application");

    public string CurrentDirectory => Path.Combine(Root, "current");

    public string TargetPath => Path.Combine(Root, "target.duckdb");

    public string ShopPath => Path.Combine(Root, "shop.duckdb");

    /// <summary>Writes a settings file.</summary>
    public static void Settings(string directory, string file, object settings) =>
        File.WriteAllText(Path.Combine(directory, file), JsonSerializer.Serialize(settings));

    /// <summary>Runs a command line in this process.</summary>
    public Task<CommandOutput> RunAsync(params string[] args) => RunAsync(environmentName: null, args);

    /// <param name="environmentName">The value of <c>DOTNET_ENVIRONMENT</c>.</param>
    /// <param name="args">The command line.</param>
    public async Task<CommandOutput> RunAsync(string? environmentName, string[] args, Action<QuernApplication>? configure = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var application = new QuernApplication(SamplePipeline.Relations, new DuckDbEngine(), new PostgresEngine())
        {
            Environment = new ApplicationEnvironment
            {
                ApplicationDirectory = ApplicationDirectory,
                CurrentDirectory = CurrentDirectory,
                Name = environmentName,
                Output = output,
                Error = error,
            },
        };
        configure?.Invoke(application);
        var exitCode = await application.RunAsync(args, TestContext.Current.CancellationToken);
        return new CommandOutput(exitCode, output.ToString(), error.ToString());
    }

    public long Count(string table)
    {
        using var target = new DuckDBConnection($"Data Source={TargetPath}");
        target.Open();
        using var command = target.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
