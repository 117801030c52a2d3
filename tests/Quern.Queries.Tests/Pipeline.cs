using Quern.Registry;

namespace Quern.Queries.Tests;

/// <summary>All models of this project, each brought to life on an engine.</summary>
public abstract class Pipeline : IAsyncLifetime
{
    /// <summary>What went wrong, by the model's id.</summary>
    public abstract IReadOnlyDictionary<string, string> Failures { get; }

    /// <summary>Why a model's rows are known to be others here, where it is no fault of its SQL; null when they must not be.</summary>
    public virtual string? Differs(Type model) => null;

    /// <summary>A relation's rows on the engine.</summary>
    public abstract Task<IReadOnlyList<T>> RowsAsync<T>() where T : IRelation<T>;

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>The script that creates and fills the source tables on DuckDB.</summary>
    protected static async Task<string> SourceRowsAsync()
    {
        using var script = new StreamReader(typeof(Pipeline).Assembly.GetManifestResourceStream("Rows.sql")!);
        return await script.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
