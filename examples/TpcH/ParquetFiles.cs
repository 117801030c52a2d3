using DuckDB.NET.Data;

namespace TpcH;

/// <summary>
/// The benchmark's tables at scale 0.01, as Parquet files beside the application. DuckDB reads Parquet as it stands, so that
/// a database of views over the files is all that an extraction needs.
/// </summary>
static class ParquetFiles
{
    /// <summary>The folder of the files.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Parquet");

    /// <summary>Makes a DuckDB file with a view over each Parquet file, or makes the views anew: the application may have moved.</summary>
    /// <param name="path">The DuckDB file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task OpenAsDatabaseAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var database = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path }.ConnectionString);
        await database.OpenAsync(cancellationToken);
        foreach (var file in Directory.EnumerateFiles(Folder, "*.parquet"))
        {
            await using var command = database.CreateCommand();
            // A view's text takes no parameters.
            command.CommandText = $"CREATE OR REPLACE VIEW {Path.GetFileNameWithoutExtension(file)} AS SELECT * FROM '{file.Replace("'", "''", StringComparison.Ordinal)}'";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
