using Quern.Planning;
using Quern.Quality;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.State;

/// <summary>Writes what a run does into the <c>quern</c> schema.</summary>
sealed class RunLog(IWarehouse warehouse, string runId)
{
    static readonly ColumnType Text = new(ColumnKind.Text);

    /// <summary>Makes the state tables where they are missing, closes what a killed run left open, and opens this run.</summary>
    public async Task BeginRunAsync(IWarehouseSession session, RunRequest request, CancellationToken cancellationToken)
    {
        await session.EnsureSchemaAsync(StateTable.Schema, cancellationToken);
        await session.BeginAsync(cancellationToken);
        try
        {
            await session.LockAsync(StateTable.SchemaVersion.RelationName, cancellationToken);
            await CreateTablesAsync(session, cancellationToken);
            // A run that is alive on another machine writes its own status when it ends, so nothing is lost by this guess.
            await session.ExecuteAsync(
                new SqlStatement($"UPDATE {StateTable.Runs.Write(warehouse)} SET status = 'interrupted' WHERE status = 'running'"), cancellationToken);
            await StateTable.Runs.InsertAsync(warehouse, session, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["run_id"] = runId,
                ["command"] = Name(request.Command),
                ["target"] = request.TargetName,
                ["full_refresh"] = request.FullRefresh,
                ["status"] = "running",
                ["started_at"] = DateTimeOffset.UtcNow,
            }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }
        catch
        {
            await session.RollbackAsync();
            throw;
        }
    }

    /// <summary>Closes the run, and records the steps that it did not try.</summary>
    public async Task EndRunAsync(IWarehouseSession session, RunStatus status, IEnumerable<StepRecord> notTried, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        // Another run that begins now writes this run's row too.
        await session.LockAsync(StateTable.SchemaVersion.RelationName, cancellationToken);
        foreach (var record in notTried)
            await WriteStepAsync(session, record, cancellationToken);
        await session.ExecuteAsync(
            new SqlStatement(
                $"UPDATE {StateTable.Runs.Write(warehouse)} SET status = {warehouse.ParameterMarker("status")}, finished_at = {warehouse.ParameterMarker("finished_at")} WHERE run_id = {warehouse.ParameterMarker("run_id")}",
                [
                    new("status", Text, Name(status)),
                    new("finished_at", new ColumnType(ColumnKind.TimestampTz), DateTimeOffset.UtcNow),
                    new("run_id", Text, runId),
                ]),
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Writes how a step ended, and its tests.</summary>
    public async Task WriteStepAsync(IWarehouseSession session, StepRecord record, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        await StateTable.Steps.InsertAsync(warehouse, session, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["run_id"] = runId,
            ["step"] = record.Step.Index,
            ["relation"] = record.Step.Relation.DisplayName,
            ["kind"] = Name(record.Step.Kind),
            ["status"] = Name(record.Status),
            ["mode"] = record.Outcome?.Mode,
            ["rows_read"] = record.Outcome?.RowsRead,
            ["rows_inserted"] = record.Outcome?.RowsInserted,
            ["rows_updated"] = record.Outcome?.RowsUpdated,
            ["rows_deleted"] = record.Outcome?.RowsDeleted,
            ["started_at"] = record.StartedAt,
            ["finished_at"] = now,
            ["message"] = record.Message,
        }, cancellationToken);
        await StateTable.TestResults.InsertAsync(
            warehouse,
            session,
            record.Tests.Select(outcome => new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["run_id"] = runId,
                ["relation"] = record.Step.Relation.DisplayName,
                ["test"] = outcome.Test.Name,
                ["kind"] = Name(outcome.Test.Kind),
                ["severity"] = Name(outcome.Test.Severity),
                ["status"] = Name(outcome.Status),
                ["failures"] = outcome.Failures,
                ["message"] = outcome.Message,
                ["tested_at"] = now,
            }),
            cancellationToken);
    }

    /// <summary>
    /// Whether rows of <paramref name="driver"/> may have gone since <paramref name="relation"/> was last built. True when
    /// the log can't tell: deleting orphans that are not there costs time, keeping ones that are costs correctness.
    /// </summary>
    public async Task<bool> MayHaveLostRowsAsync(
        IWarehouseSession session, string relation, string driver, CancellationToken cancellationToken)
    {
        var steps = StateTable.Steps.Write(warehouse);
        var driverMarker = warehouse.ParameterMarker("driver");
        var relationMarker = warehouse.ParameterMarker("relation");
        // From the start of the last build, not its end: a driver that was published meanwhile may not have been seen.
        var statement = new SqlStatement(
            $"""
            SELECT COUNT(*), COUNT(CASE WHEN (d.rows_deleted > 0 OR d.mode <> 'incremental') AND d.finished_at >= b.started_at THEN 1 END)
            FROM {steps} AS d
            CROSS JOIN (
                SELECT MAX(started_at) AS started_at FROM {steps} WHERE relation = {relationMarker} AND kind = 'model' AND status = 'success'
            ) AS b
            WHERE d.relation = {driverMarker} AND d.kind <> 'test' AND d.status = 'success' AND b.started_at IS NOT NULL
            """,
            [new("relation", Text, relation), new("driver", Text, driver)]);
        var (known, lossy) = (await session.QueryAsync(statement, r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken))[0];
        return known == 0 || lossy > 0;
    }

    async Task CreateTablesAsync(IWarehouseSession session, CancellationToken cancellationToken)
    {
        foreach (var table in StateTable.All)
            if (await session.DescribeAsync(table.RelationName, cancellationToken) is null)
                await session.CreateTableAsync(table.RelationName, table.Columns, transient: false, cancellationToken);
        var versions = await session.QueryAsync(
            new SqlStatement($"SELECT version FROM {StateTable.SchemaVersion.Write(warehouse)}"), r => r.GetInt32(0), cancellationToken);
        if (versions.Count == 0)
            await StateTable.SchemaVersion.InsertAsync(
                warehouse, session, new Dictionary<string, object?>(StringComparer.Ordinal) { ["version"] = StateTable.CurrentVersion }, cancellationToken);
        else if (versions.Max() > StateTable.CurrentVersion)
            throw new WarehouseException(
                $"The schema '{StateTable.Schema}' of {warehouse.Location} has version {versions.Max()}, this Quern knows up to {StateTable.CurrentVersion}. Use the newer Quern that wrote it.");
    }

    static string Name<T>(T value) where T : struct, Enum => value switch
    {
        TestKind.NotNull => "not_null",
        TestKind.AcceptedValues => "accepted_values",
        TestKind.ColumnType => "column_type",
        _ => value.ToString().ToLowerInvariant(),
    };
}
