using DuckDB.NET.Data;
using Quern.Warehouses;

namespace Quern.DuckDb;

/// <summary>
/// A database that this process has open: one object a file, however many warehouses and sources use it. DuckDB's file
/// lock doesn't keep a process from opening one file twice, which would corrupt it, and closing the second would release
/// the lock of the first; so all of them meet here.
/// </summary>
sealed class DuckDbFile : IDisposable
{
    static readonly Lock Gate = new();

    // Compared without case, because the driver's own cache is: two files that differ by case alone would become one.
    static readonly Dictionary<string, DuckDbFile> OpenFiles = new(StringComparer.OrdinalIgnoreCase);

    readonly string dataSource;
    readonly bool isReadOnly;

    // Keeps the database open between sessions.
    readonly DuckDBConnection root;
    int users = 1;

    DuckDbFile(string dataSource, bool isReadOnly)
    {
        this.dataSource = dataSource;
        this.isReadOnly = isReadOnly;
        root = new DuckDBConnection(ConnectionString());
        root.Open();
    }

    /// <summary>The path, or <c>:memory:</c>; for messages.</summary>
    public string Location => dataSource;

    /// <summary>Which relations a run of this process works on.</summary>
    public RelationLocks Locks { get; } = new();

    public static bool IsInMemory(string path) => path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The one spelling of a path: absolute, with the file's own symbolic link resolved.</summary>
    public static string Canonical(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } directory && Directory.Exists(directory))
            full = Path.Combine(Resolved(new DirectoryInfo(directory)), Path.GetFileName(full));
        return Resolved(new FileInfo(full));

        // A file that does not exist yet has no link target to resolve, and asking for one throws.
        static string Resolved(FileSystemInfo info) =>
            info.Exists && info.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : info.FullName;
    }

    /// <summary>Opens the database, or shares it when it is open. The caller disposes what it got; the last one closes the file.</summary>
    public static DuckDbFile Acquire(string path, bool readOnly)
    {
        if (IsInMemory(path))
            return new DuckDbFile(":memory:", isReadOnly: false);
        var file = Canonical(path);
        lock (Gate)
        {
            if (OpenFiles.TryGetValue(file, out var open))
                return Share(open, file, readOnly);
            try
            {
                if (!readOnly && Path.GetDirectoryName(file) is { } directory)
                    Directory.CreateDirectory(directory);
                return OpenFiles[file] = new DuckDbFile(file, readOnly);
            }
            catch (Exception e) when (e is DuckDBException or IOException or UnauthorizedAccessException)
            {
                throw DuckDbErrors.Opening(file, e);
            }
        }
    }

    /// <summary>Opens a connection.</summary>
    public DuckDBConnection Connect()
    {
        // Only a database in memory can be, and has to be, duplicated: each connection string gives a new one.
        var connection = IsInMemory(dataSource) ? root.Duplicate() : new DuckDBConnection(ConnectionString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (DuckDBException e)
        {
            connection.Dispose();
            throw DuckDbErrors.Opening(dataSource, e);
        }
    }

    /// <summary>Ends one use; the last one closes the database.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (--users > 0)
                return;
            if (!IsInMemory(dataSource))
                OpenFiles.Remove(dataSource);
            root.Dispose();
        }
    }

    static DuckDbFile Share(DuckDbFile open, string file, bool readOnly)
    {
        if (!string.Equals(open.dataSource, file, StringComparison.Ordinal))
            throw new WarehouseException(WarehouseFailure.Misconfigured,
                $"DuckDB can't open '{file}' and '{open.dataSource}' in one process: their names differ by case alone. Rename one of the files.");
        if (open.isReadOnly && !readOnly)
            throw new WarehouseException(WarehouseFailure.Misconfigured,
                $"DuckDB can't write to '{file}': this process reads from it as a source already. Give the target another file, or open the target before the source.");
        open.users++;
        return open;
    }

    string ConnectionString() => new DuckDBConnectionStringBuilder
    {
        DataSource = dataSource,
        AccessMode = isReadOnly ? DuckDBAccessMode.ReadOnly : null,
    }.ConnectionString;
}
