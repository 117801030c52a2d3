using Quern.Execution.State;
using Quern.Planning;
using Quern.Quality;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>What a step under way works with.</summary>
sealed class StepContext
{
    readonly Dictionary<string, TestOutcome> outcomes = new(StringComparer.Ordinal);

    public StepContext(RunRequest request, PlannedStep step, string runId, IWarehouseSession session, Action<long> progress)
    {
        Request = request;
        Step = step;
        Session = session;
        Progress = progress;
        Names = new StepNames(step.Relation, request.Registry, request.Warehouse.Quote);
        Tester = new RelationTester(request.Warehouse, step.Relation, Names);
        Watermarks = new Watermarks(request.Warehouse, runId);
        Log = new RunLog(request.Warehouse, runId);
    }

    public RunRequest Request { get; }

    public PlannedStep Step { get; }

    public IWarehouseSession Session { get; }

    /// <summary>Is told how many rows there are so far.</summary>
    public Action<long> Progress { get; }

    public StepNames Names { get; }

    public Watermarks Watermarks { get; }

    public RunLog Log { get; }

    public RelationTester Tester { get; }

    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    public IWarehouse Warehouse => Request.Warehouse;

    public RelationDefinition Relation => Step.Relation;

    public RelationSql Sql => Relation.Sql[Warehouse.Dialect];

    /// <summary>The tests that ran, each once, in the relation's order.</summary>
    public IReadOnlyList<TestOutcome> TestOutcomes => [.. Relation.Tests.Select(t => outcomes.GetValueOrDefault(t.Name)).OfType<TestOutcome>()];

    /// <summary>The record's columns for a table. They accept null so that a test, not the engine, says which column and row break the contract.</summary>
    public IReadOnlyList<TableColumn> TableColumns => [.. Relation.Columns.Select(c => new TableColumn(c.Name, c.Type, IsNullable: true))];

    /// <summary>The record's columns as a list of quoted names.</summary>
    public string ColumnList => QuoteAll(Relation.Columns.Select(c => c.Name));

    public string QuoteAll(IEnumerable<string> columns) => string.Join(", ", columns.Select(Warehouse.Quote));

    /// <summary>Runs some of the step's tests, keeps their outcomes, and fails when one of error severity did.</summary>
    /// <exception cref="DataTestException">An error-severity test failed.</exception>
    public async Task TestAsync(Func<TestDefinition, bool> which, RelationName tested, CancellationToken cancellationToken)
    {
        var found = await Tester.RunAsync(Session, [.. Step.Tests.Where(t => which(Relation.Tests[t]))], tested, cancellationToken);
        Keep(found);
        var failed = found.Where(o => o.Status == TestStatus.Failed).ToArray();
        if (failed.Length > 0)
            throw new DataTestException(
                $"{(failed.Length == 1 ? "A data test" : $"{failed.Length} data tests")} failed, so nothing was published: {string.Join(" ", failed.Select(f => $"[{f.Test.Name}] {f.Message}"))}");
    }

    /// <summary>Keeps outcomes; a test that runs once per batch adds up.</summary>
    public void Keep(IEnumerable<TestOutcome> found)
    {
        foreach (var outcome in found)
            outcomes[outcome.Test.Name] = outcomes.TryGetValue(outcome.Test.Name, out var before)
                ? outcome with { Failures = before.Failures + outcome.Failures, Message = outcome.Message ?? before.Message }
                : outcome;
    }

    /// <summary>Runs a statement of the relation and returns how many rows it touched.</summary>
    /// <param name="template">The statement.</param>
    /// <param name="parameters">Values by parameter.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="omittedColumns">Columns that the statement's column lists leave out; null for none.</param>
    public Task<long> ExecuteAsync(
        SqlTemplate template, IReadOnlyDictionary<string, SqlParameterValue> parameters, CancellationToken cancellationToken, IReadOnlySet<string>? omittedColumns = null) =>
        Session.ExecuteAsync(Statement(template, parameters, prefix: "", omittedColumns), cancellationToken);

    /// <summary>Inserts the rows of a query into a table whose columns it gives by position.</summary>
    public Task<long> InsertAsync(
        RelationName table, IEnumerable<string> columns, SqlTemplate query, IReadOnlyDictionary<string, SqlParameterValue> parameters,
        CancellationToken cancellationToken) =>
        Session.ExecuteAsync(Statement(query, parameters, $"INSERT INTO {Names.Write(table)} ({QuoteAll(columns)})\n"), cancellationToken);

    /// <summary>Commits the transaction together with the record that the step succeeded.</summary>
    public async Task CommitAsync(StepOutcome outcome, CancellationToken cancellationToken)
    {
        await Log.WriteStepAsync(Session, new StepRecord(Step, RunStatus.Success, StartedAt, outcome, null, TestOutcomes), cancellationToken);
        await Session.CommitAsync(cancellationToken);
    }

    SqlStatement Statement(
        SqlTemplate template, IReadOnlyDictionary<string, SqlParameterValue> parameters, string prefix, IReadOnlySet<string>? omittedColumns = null) =>
        new(StatementOrigin.Comment(Relation) + prefix + template.Render(Names.Resolve, p => Warehouse.ParameterMarker(p.Name), Written(omittedColumns)),
            [.. template.Parameters.Select(p => parameters.TryGetValue(p.Name, out var value)
                ? value
                : throw new InvalidOperationException($"The SQL of {Relation.DisplayName} asks for a parameter '{p.Name}' that no cursor gives."))]);

    string[] Written(IReadOnlySet<string>? omittedColumns) =>
        [.. Relation.Columns.Where(c => omittedColumns?.Contains(c.Name) != true).Select(c => Warehouse.Quote(c.Name))];
}
