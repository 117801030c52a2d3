using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>How a record's columns and its table's differ; names compare exactly, order does not matter.</summary>
/// <param name="Added">Columns that only the record has.</param>
/// <param name="Removed">Columns that only the table has.</param>
/// <param name="Retyped">Columns that both have, with different types.</param>
sealed record SchemaChange(
    IReadOnlyList<ColumnDefinition> Added, IReadOnlyList<WarehouseColumn> Removed, IReadOnlyList<(ColumnDefinition Record, WarehouseColumn Table)> Retyped)
{
    public bool IsNone => Added.Count + Removed.Count + Retyped.Count == 0;

    public static async Task<SchemaChange> FindAsync(StepContext context, CancellationToken cancellationToken)
    {
        var table = await context.Session.DescribeAsync(context.Names.Target, cancellationToken)
            ?? throw new WarehouseException($"{context.Names.Target} is gone.");
        var inTable = table.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var inRecord = context.Relation.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return new SchemaChange(
            [.. context.Relation.Columns.Where(c => !inTable.ContainsKey(c.Name))],
            [.. table.Where(c => !inRecord.Contains(c.Name))],
            [.. context.Relation.Columns.Where(c => inTable.ContainsKey(c.Name) && inTable[c.Name].TypeName != context.Warehouse.TypeName(c.Type))
                .Select(c => (c, inTable[c.Name]))]);
    }

    /// <summary>Brings the target's columns in line as the model asks.</summary>
    /// <returns>Columns of the record that the target lacks and that are not to be written; null for none.</returns>
    /// <exception cref="WarehouseException">The columns differ in a way that the model does not allow.</exception>
    public static async Task<IReadOnlySet<string>?> ApplyAsync(
        StepContext context, IncrementalDefinition incremental, CancellationToken cancellationToken)
    {
        var change = await FindAsync(context, cancellationToken);
        if (change.IsNone)
            return null;
        var mode = incremental.OnSchemaChange;
        var lostKey = mode == OnSchemaChange.Ignore && change.Added.Any(c => incremental.UniqueKey.Contains(c.Name));
        if (mode == OnSchemaChange.Fail || change.Retyped.Count > 0 || lostKey)
            throw new WarehouseException(
                $"The columns of {context.Names.Target} differ from the record's: {change.Describe(context.Warehouse)}. "
                + (mode == OnSchemaChange.Fail && change.Retyped.Count == 0
                    ? "Build it anew with --full-refresh, or set OnSchemaChange on the model."
                    : $"OnSchemaChange.{mode} can't mend that. Build it anew with --full-refresh."));
        if (mode == OnSchemaChange.Ignore)
            return change.Added.Count == 0 ? null : change.Added.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in change.Added)
            await context.Session.AddColumnAsync(
                context.Names.Target, new TableColumn(column.Name, column.Type, IsNullable: true), cancellationToken);
        if (mode == OnSchemaChange.SyncAllColumns)
            foreach (var column in change.Removed)
                await context.Session.DropColumnAsync(context.Names.Target, column.Name, cancellationToken);
        return null;
    }

    /// <summary>All differences, for a message.</summary>
    public string Describe(IWarehouse warehouse) => string.Join("; ", Added
        .Select(c => $"{c.Name} ({warehouse.TypeName(c.Type)}) is missing in the table")
        .Concat(Removed.Select(c => $"{c.Name} ({c.TypeName}) is not in the record"))
        .Concat(Retyped.Select(c => $"{c.Record.Name} is {c.Table.TypeName} in the table and {warehouse.TypeName(c.Record.Type)} in the record")));
}
