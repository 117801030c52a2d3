using Quern.Execution.Steps;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Extraction;

/// <summary>Leaves one row a key in an extraction's stage.</summary>
static class StageKeys
{
    /// <summary>Keeps, of the rows that share a key, the one with the greatest cursor.</summary>
    /// <returns>How many rows were dropped.</returns>
    /// <exception cref="WarehouseException">Rows share a key and no cursor tells which is the latest.</exception>
    public static async Task<long> ResolveAsync(StepContext context, ExtractDefinition extract, CancellationToken cancellationToken)
    {
        if (extract.Key.Count == 0)
            return 0;
        await KeyCheck.RefuseRepeatedAsync(
            context,
            extract.Cursor is null ? extract.Key : [.. extract.Key, .. new[] { extract.Cursor }.Except(extract.Key)],
            $"{extract.Table} in the source '{extract.Source}'",
            extract.Cursor is null
                ? "Correct the key, or give the extraction a cursor that tells which row is the latest."
                : "Nothing tells which row is the latest: correct the rows, or choose a key and cursor that are unique together.",
            cancellationToken);
        // Publishing discards superseded rows first; those statements know the stage alone, so they also serve a full load.
        var dropped = 0L;
        foreach (var statement in context.Sql.Publish)
            if (statement.Effect == PublishEffect.Discarded && !statement.Sql.Relations.Contains(RelationRef.Target))
                dropped += await context.ExecuteAsync(statement.Sql, new Dictionary<string, SqlParameterValue>(), cancellationToken);
        return dropped;
    }
}
