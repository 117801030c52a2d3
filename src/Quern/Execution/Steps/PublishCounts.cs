using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>What publishing a stage changed in the target.</summary>
readonly record struct PublishCounts(long Inserted, long Updated, long Deleted)
{
    /// <summary>Runs a relation's publishing statements in order.</summary>
    /// <param name="context">The step.</param>
    /// <param name="omittedColumns">Columns that the target lacks and that are not written; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<PublishCounts> PublishAsync(
        StepContext context, IReadOnlySet<string>? omittedColumns, CancellationToken cancellationToken)
    {
        var noParameters = new Dictionary<string, SqlParameterValue>();
        var counts = new PublishCounts();
        foreach (var statement in context.Sql.Publish)
        {
            var rows = await context.ExecuteAsync(statement.Sql, noParameters, cancellationToken, omittedColumns);
            counts = statement.Effect switch
            {
                PublishEffect.Inserted => counts with { Inserted = counts.Inserted + rows },
                PublishEffect.Updated => counts with { Updated = counts.Updated + rows },
                PublishEffect.Deleted => counts with { Deleted = counts.Deleted + rows },
                // The new versions of replaced rows are among the inserted ones.
                PublishEffect.Replaced => counts with { Updated = counts.Updated + rows, Inserted = counts.Inserted - rows },
                _ => counts,
            };
        }
        return counts;
    }
}
