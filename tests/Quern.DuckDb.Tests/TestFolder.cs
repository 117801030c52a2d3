namespace Quern.DuckDb.Tests;

/// <summary>A temporary folder that is deleted with everything in it.</summary>
sealed class TestFolder : IDisposable
{
    readonly string path = Directory.CreateTempSubdirectory("quern-duckdb-").FullName;

    public string File(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
