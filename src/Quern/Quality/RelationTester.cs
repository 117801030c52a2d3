using System.Globalization;
using System.Text;
using Quern.Execution;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Quality;

/// <summary>Runs data tests of one relation.</summary>
/// <param name="warehouse">Where it lies.</param>
/// <param name="relation">The relation.</param>
/// <param name="names">How its SQL names relations.</param>
sealed class RelationTester(IWarehouse warehouse, RelationDefinition relation, StepNames names)
{
    const int SampleRows = 5;
    const int SampleColumns = 8;
    readonly TestStatements statements = new(relation, relation.Sql[warehouse.Dialect], warehouse.Quote);

    /// <summary>Runs tests and gives their outcomes in the order asked for.</summary>
    /// <param name="session">Runs the SQL.</param>
    /// <param name="tests">Positions in <see cref="RelationDefinition.Tests"/>.</param>
    /// <param name="tested">The table or view to test.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="WarehouseException">A test can't be run.</exception>
    public async Task<IReadOnlyList<TestOutcome>> RunAsync(
        IWarehouseSession session, IReadOnlyList<int> tests, RelationName tested, CancellationToken cancellationToken)
    {
        if (tests.Count == 0)
            return [];
        var outcomes = await CountInOneScanAsync(session, tests, tested, cancellationToken);
        foreach (var test in tests.Where(t => !outcomes.ContainsKey(t)))
            outcomes[test] = relation.Tests[test].Kind == TestKind.ColumnType
                ? await CompareTypeAsync(session, relation.Tests[test], tested, cancellationToken)
                : await CountRowsAsync(session, test, tested, cancellationToken);
        return [.. tests.Select(t => outcomes[t])];
    }

    async Task<Dictionary<int, TestOutcome>> CountInOneScanAsync(
        IWarehouseSession session, IReadOnlyList<int> tests, RelationName tested, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<int, TestOutcome>();
        var conditions = tests
            .Select(t => (Test: t, Condition: statements.FailingCondition(relation.Tests[t])))
            .Where(t => t.Condition is not null)
            .ToArray();
        if (conditions.Length == 0)
            return outcomes;
        var scan = new StringBuilder("SELECT COUNT(*)");
        foreach (var (_, condition) in conditions)
            scan.Append(CultureInfo.InvariantCulture, $",\n    COUNT(CASE WHEN ({Render(condition!, tested)}) THEN 1 END)");
        scan.Append(CultureInfo.InvariantCulture, $"\nFROM {names.Write(tested)} AS t");
        var counts = (await session.QueryAsync(
            new SqlStatement(StatementOrigin.Comment(relation) + scan),
            r => Enumerable.Range(0, conditions.Length + 1).Select(r.GetInt64).ToArray(), cancellationToken))[0];
        for (var i = 0; i < conditions.Length; i++)
        {
            var found = string.Create(CultureInfo.InvariantCulture, $"{counts[i + 1]:N0} of {counts[0]:N0} rows are not so");
            outcomes[conditions[i].Test] = await ReportAsync(session, conditions[i].Test, counts[i + 1], found, tested, cancellationToken);
        }
        return outcomes;
    }

    async Task<TestOutcome> CountRowsAsync(IWarehouseSession session, int index, RelationName tested, CancellationToken cancellationToken)
    {
        var test = relation.Tests[index];
        var statement = new SqlStatement($"{StatementOrigin.Comment(relation)}SELECT COUNT(*) FROM (\n{Render(FailingRows(index), tested)}\n) AS f");
        var failures = (await session.QueryAsync(statement, r => r.GetInt64(0), cancellationToken))[0];
        var found = string.Create(
            CultureInfo.InvariantCulture, $"{failures:N0} {(test.Kind == TestKind.Unique ? "values are there more than once" : "rows are not so")}");
        return await ReportAsync(session, index, failures, found, tested, cancellationToken);
    }

    async Task<TestOutcome> ReportAsync(
        IWarehouseSession session, int index, long failures, string found, RelationName tested, CancellationToken cancellationToken)
    {
        var test = relation.Tests[index];
        return failures == 0
            ? TestOutcome.Passed(test)
            : new TestOutcome(test, failures, $"{test.Description}, but {found}{await SampleAsync(session, index, tested, cancellationToken)}");
    }

    async Task<TestOutcome> CompareTypeAsync(
        IWarehouseSession session, TestDefinition test, RelationName tested, CancellationToken cancellationToken)
    {
        var found = await session.DescribeAsync(tested, cancellationToken)
            ?? throw new WarehouseException($"{tested} does not exist.");
        var wrong = test.Columns.Select(name =>
        {
            var expected = warehouse.TypeName(relation.Columns.First(c => c.Name == name).Type);
            var actual = found.FirstOrDefault(c => c.Name == name);
            return actual is null ? $"{name} is missing"
                : actual.TypeName != expected ? $"{name} is {actual.TypeName}, expected {expected}"
                : null;
        }).OfType<string>().ToArray();
        return wrong.Length == 0 ? TestOutcome.Passed(test) : new TestOutcome(test, wrong.Length, $"{test.Description}, but {string.Join("; ", wrong)}.");
    }

    // The columns that the test is about, and the key to find the rows by, when the rows have them; else the first few.
    async Task<string> SampleAsync(IWarehouseSession session, int index, RelationName tested, CancellationToken cancellationToken)
    {
        if (statements.FailingRows(relation.Tests[index]) is not { } failing)
            return ".";
        var telling = relation.Key.Concat(relation.Tests[index].Columns).ToHashSet(StringComparer.Ordinal);
        var statement = new SqlStatement(string.Create(
            CultureInfo.InvariantCulture, $"{StatementOrigin.Comment(relation)}SELECT * FROM (\n{Render(failing, tested)}\n) AS f LIMIT {SampleRows}"));
        var rows = await session.QueryAsync(statement, reader =>
        {
            var fields = Enumerable.Range(0, reader.FieldCount).ToArray();
            var shown = fields.Where(i => telling.Contains(reader.GetName(i))).ToArray();
            if (shown.Length == 0 || relation.Tests[index].Kind is TestKind.Custom or TestKind.Unique)
                shown = fields[..Math.Min(fields.Length, SampleColumns)];
            return SampleText.Of(shown.Select(i => (reader.GetName(i), (object?)reader.GetValue(i))));
        }, cancellationToken);
        return rows.Count == 0 ? "." : $", such as {string.Join("; ", rows)}.";
    }

    SqlTemplate FailingRows(int index) => statements.FailingRows(relation.Tests[index])
        ?? throw new InvalidOperationException($"The test {relation.Tests[index].Name} of {relation.DisplayName} has no SQL for {warehouse.Dialect}.");

    // A test that reads its own relation by name (a parent in the same table) means what is tested, not what was published before.
    string Render(SqlTemplate template, RelationName tested) => template.Render(
        r => r.Id == relation.Id ? names.Write(tested) : names.Resolve(r, tested), p => warehouse.ParameterMarker(p.Name));
}
