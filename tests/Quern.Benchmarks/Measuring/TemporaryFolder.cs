namespace Quern.Benchmarks.Measuring;

/// <summary>A folder for the files of a measurement; gone with it.</summary>
sealed class TemporaryFolder : IDisposable
{
    readonly string path = Directory.CreateTempSubdirectory("quern-benchmark-").FullName;
    int files;

    /// <summary>The path of a file of this name.</summary>
    public string File(string name) => Path.Combine(path, name);

    /// <summary>The path of a file that was not asked for before.</summary>
    public string NewFile(string extension) => Path.Combine(path, $"{files++}.{extension}");

    public void Dispose() => Directory.Delete(path, recursive: true);
}
