using System.Globalization;
using Quern.Quality;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>Refuses a stage that repeats a key: engines differ in which of the rows a merge would keep, and some keep both.</summary>
static class KeyCheck
{
    const int SampleKeys = 5;

    /// <summary>Checks the stage of a model that is merged or appended by key.</summary>
    /// <exception cref="WarehouseException">A key is there twice, or is null.</exception>
    public static async Task RequireUniqueAsync(StepContext context, IncrementalDefinition incremental, CancellationToken cancellationToken)
    {
        var key = incremental.UniqueKey;
        if (key.Count == 0 || incremental.Strategy == IncrementalStrategy.DeleteInsert)
            return;
        if (!IsTested(context, TestKind.Unique, key))
            await RefuseRepeatedAsync(context, key, $"The query of {context.Relation.DisplayName}", "Group or filter so that each key appears once.", cancellationToken);
        if (key.All(column => IsTested(context, TestKind.NotNull, [column])))
            return;
        var isNull = string.Join(" OR ", key.Select(c => $"{context.Warehouse.Quote(c)} IS NULL"));
        var statement = new SqlStatement($"SELECT COUNT(*) FROM {context.Names.Write(context.Names.Stage)} WHERE {isNull}");
        var nulls = (await context.Session.QueryAsync(statement, r => r.GetInt64(0), cancellationToken))[0];
        if (nulls > 0)
            throw new WarehouseException(string.Create(
                CultureInfo.InvariantCulture,
                $"The query of {context.Relation.DisplayName} gave {nulls:N0} rows with null in its unique key ({string.Join(", ", key)}). Filter them out or fill the key."));
    }

    /// <summary>Refuses a stage in which the same values of some columns appear more than once.</summary>
    /// <param name="context">The step.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="origin">Where the rows come from, as the message's subject.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RefuseRepeatedAsync(
        StepContext context, IReadOnlyList<string> columns, string origin, string advice, CancellationToken cancellationToken)
    {
        var list = context.QuoteAll(columns);
        var repeated = $"SELECT {list}, COUNT(*) AS quern_times FROM {context.Names.Write(context.Names.Stage)} GROUP BY {list} HAVING COUNT(*) > 1";
        var statement = new SqlStatement(string.Create(
            CultureInfo.InvariantCulture, $"SELECT r.*, COUNT(*) OVER () AS quern_keys FROM ({repeated}) AS r ORDER BY {list} LIMIT {SampleKeys}"));
        var found = await context.Session.QueryAsync(
            statement,
            reader => (
                Sample: $"{SampleText.Of(columns.Select((c, i) => (c, (object?)reader.GetValue(i))))} ({reader.GetInt64(columns.Count)} times)",
                Keys: reader.GetInt64(columns.Count + 1)),
            cancellationToken);
        if (found.Count > 0)
            throw new WarehouseException(string.Create(
                CultureInfo.InvariantCulture,
                $"{origin} gave {found[0].Keys:N0} values of ({string.Join(", ", columns)}) more than once: {string.Join("; ", found.Select(f => f.Sample))}. {advice}"));
    }

    static bool IsTested(StepContext context, TestKind kind, IReadOnlyList<string> columns) =>
        context.TestOutcomes.Any(o => o.Test.Kind == kind && o.Test.Severity == Severity.Error
            && o.Test.Columns.Count == columns.Count && o.Test.Columns.All(columns.Contains));
}
