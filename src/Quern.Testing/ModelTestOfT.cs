using Quern.Registry;

namespace Quern.Testing;

/// <summary>
/// A unit test of one model. It collects rows, and runs the model's SQL over them each time it is asked for a result; every
/// run has a database of its own.
/// </summary>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class ModelTest<TModel> where TModel : IRelation<TModel>
{
    readonly RelationDefinition<TModel> model;
    readonly SandboxRelations relations;
    readonly List<TModel> existing = [];
    readonly Dictionary<string, HighWaterMark> marks = new(StringComparer.Ordinal);
    HighWaterMark? markOfOthers;
    bool isIncremental;

    internal ModelTest(RelationDefinition<TModel> model)
    {
        this.model = model;
        relations = new(model);
    }

    /// <summary>Adds rows to a relation that the model, or a test of it, reads. A relation that is given no rows is empty.</summary>
    /// <typeparam name="TRow">The source or model.</typeparam>
    /// <exception cref="InvalidOperationException">The model does not read it.</exception>
    public ModelTest<TModel> Given<TRow>(params IEnumerable<TRow> rows) where TRow : IRelation<TRow>
    {
        ArgumentNullException.ThrowIfNull(rows);
        relations.Add(RelationRegistry.DefinitionOf<TRow>(), rows);
        return this;
    }

    /// <summary>Makes the run an incremental one, into a table that holds these rows.</summary>
    /// <exception cref="InvalidOperationException">The model is not incremental.</exception>
    public ModelTest<TModel> Existing(params IEnumerable<TModel> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        MakeIncremental();
        existing.AddRange(rows);
        return this;
    }

    /// <summary>
    /// Makes the run an incremental one, and sets the high-water mark of all inputs that have no mark of their own. The run
    /// reads from the mark less the lookback; without a mark, everything.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model is not incremental.</exception>
    public ModelTest<TModel> Since(HighWaterMark mark)
    {
        MakeIncremental();
        markOfOthers = mark;
        return this;
    }

    /// <summary>Makes the run an incremental one, and sets the high-water mark of one input.</summary>
    /// <typeparam name="TInput">The input.</typeparam>
    /// <exception cref="InvalidOperationException">The model is not incremental, or changes of the input don't drive it.</exception>
    public ModelTest<TModel> Since<TInput>(HighWaterMark mark) where TInput : IRelation<TInput>
    {
        MakeIncremental();
        var input = RelationRegistry.DefinitionOf<TInput>();
        if (!model.Incremental!.Cursors.Any(cursor => cursor.InputId == input.Id))
            throw new InvalidOperationException(
                $"Changes of {input.Id} don't drive {model.Id}, so it has no high-water mark. Name it in ChangedSince or OrWhenChanged.");
        marks[input.Id] = mark;
        return this;
    }

    /// <summary>Runs the model and returns all rows of its table.</summary>
    /// <exception cref="Warehouses.WarehouseException">DuckDB refuses a row or the model's SQL.</exception>
    public async Task<IReadOnlyList<TModel>> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var sandbox = await BuildAsync(cancellationToken);
        return await sandbox.ReadAsync(model, cancellationToken);
    }

    /// <summary>Runs the model and compares its table with these rows, whatever their order; by key where the model has one.</summary>
    /// <remarks>What is expected is read as the columns hold it: decimals rounded to their scale, times cut to microseconds.</remarks>
    /// <exception cref="ModelAssertionException">Rows differ, are missing, or are unexpected; the message shows them.</exception>
    /// <exception cref="Warehouses.WarehouseException">DuckDB refuses a row or the model's SQL.</exception>
    public Task ExpectAsync(params IEnumerable<TModel> rows) => ExpectAsync(rows, CancellationToken.None);

    /// <inheritdoc cref="ExpectAsync(IEnumerable{TModel})"/>
    public async Task ExpectAsync(IEnumerable<TModel> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var actual = await RunAsync(cancellationToken);
        var difference = RowDifference.Between(model, rows, actual);
        if (!difference.IsEmpty)
            throw new ModelAssertionException(difference.ToString());
    }

    /// <summary>Runs the model and compares its table with what the same query gives in memory: <c>AgreesWithAsync(StgOrder.Define(Query.Of(rows)))</c>.</summary>
    /// <exception cref="ModelAssertionException">SQL and C# give different rows; those of C# are shown as expected.</exception>
    /// <exception cref="Warehouses.WarehouseException">DuckDB refuses a row or the model's SQL.</exception>
    public Task AgreesWithAsync(Query<TModel> query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ExpectAsync(query.ToList(), cancellationToken);
    }

    /// <summary>Runs the model, and its data tests on the result. Tests of column types are left out: the table is made of the declared types.</summary>
    /// <exception cref="Warehouses.WarehouseException">DuckDB refuses a row, the model's SQL or a test's SQL.</exception>
    public async Task<IReadOnlyList<DataTestResult>> TestsAsync(CancellationToken cancellationToken = default)
    {
        await using var sandbox = await BuildAsync(cancellationToken);
        return await sandbox.TestAsync(model, cancellationToken);
    }

    async Task<Sandbox> BuildAsync(CancellationToken cancellationToken)
    {
        var sandbox = await Sandbox.CreateAsync(relations, cancellationToken);
        try
        {
            if (isIncremental)
                await sandbox.BuildIncrementallyAsync(model, existing, MarkOf, cancellationToken);
            else
                await sandbox.BuildFullyAsync(model, cancellationToken);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    HighWaterMark? MarkOf(CursorDefinition cursor) => marks.TryGetValue(cursor.InputId, out var mark) ? mark : markOfOthers;

    void MakeIncremental() =>
        isIncremental = model.Incremental is not null ? true : throw new InvalidOperationException(
            $"{model.Id} is a {model.Kind.ToString().ToLowerInvariant()}, not an incremental model: each run builds it from nothing. Leave out Existing and Since.");
}
