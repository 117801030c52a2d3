using Quern.Execution.State;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution.Steps;

/// <summary>
/// Gives a table and its columns the names that their record has, where they still have a former one. What was renamed has no
/// former name any more, so a second run finds nothing to do.
/// </summary>
static class Rename
{
    /// <summary>Whether the relation or a column of it had another name once.</summary>
    public static bool Concerns(RelationDefinition relation) => relation.FormerNames.Count > 0 || relation.Columns.Any(c => c.FormerNames.Count > 0);

    /// <summary>Renames inside the open transaction, with the target locked.</summary>
    /// <exception cref="WarehouseException">Two have a claim to one name, and the run would keep one of them.</exception>
    public static async Task ApplyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var relation = context.Relation;
        if (!Concerns(relation))
            return;
        var state = new RenamedState(context.Warehouse, context.Session);
        if (relation.Kind == RelationKind.View)
        {
            // A view is made anew under its new names; what its readers remember of it is all that has to follow.
            foreach (var former in relation.FormerNames)
                await state.MoveRelationAsync(former.ToString(), relation.DisplayName, cancellationToken);
            foreach (var column in relation.Columns)
                foreach (var former in column.FormerNames)
                    await state.MoveColumnAsync(relation, former, column.Name, cancellationToken);
            return;
        }
        await RenameTableAsync(context, state, cancellationToken);
        await RenameColumnsAsync(context, state, cancellationToken);
    }

    static async Task RenameTableAsync(StepContext context, RenamedState state, CancellationToken cancellationToken)
    {
        var found = new List<RelationName>();
        foreach (var former in context.Relation.FormerNames)
        {
            // An application of before the renaming may be at work on it.
            await context.Session.LockAsync(former, cancellationToken);
            if (await context.Session.IsTableAsync(former, cancellationToken) == true)
                found.Add(former);
        }
        if (found.Count == 0)
            return;
        var target = context.Names.Target;
        var claims = await context.Session.IsTableAsync(target, cancellationToken) is null ? found : [target, .. found];
        if (claims.Count > 1)
        {
            if (IsBuiltAnew(context))
                return;
            throw new WarehouseException(
                $"{target} is renamed from {string.Join(" and ", context.Relation.FormerNames)}, but the warehouse has {string.Join(" and ", claims)}. "
                + $"Drop or rename those whose rows are not to be kept as {target}, or remove [RenamedFrom].");
        }
        foreach (var leftover in StepNames.Beside(found[0]))
            await context.Session.DropTableAsync(leftover, cancellationToken);
        await context.Session.RenameTableAsync(found[0], target, cancellationToken);
        await state.MoveRelationAsync(found[0].ToString(), context.Relation.DisplayName, cancellationToken);
    }

    static async Task RenameColumnsAsync(StepContext context, RenamedState state, CancellationToken cancellationToken)
    {
        var target = context.Names.Target;
        if (await context.Session.IsTableAsync(target, cancellationToken) != true
            || await context.Session.DescribeAsync(target, cancellationToken) is not { } table)
            return;
        foreach (var column in context.Relation.Columns.Where(c => c.FormerNames.Count > 0))
        {
            string[] found = [.. table.Select(c => c.Name).Where(name => column.FormerNames.Contains(name, StringComparer.OrdinalIgnoreCase))];
            if (found.Length == 0)
                continue;
            string[] claims = table.Any(c => c.Name == column.Name) ? [column.Name, .. found] : found;
            if (claims.Length > 1)
            {
                if (IsBuiltAnew(context))
                    continue;
                throw new WarehouseException(
                    $"The column {column.Name} of {target} is renamed from {string.Join(" and ", column.FormerNames)}, but the table has {string.Join(" and ", claims)}. "
                    + $"Drop those whose values are not to be kept as {column.Name}, build it anew with --full-refresh, or remove [RenamedFrom].");
            }
            await context.Session.RenameColumnAsync(target, found[0], column.Name, cancellationToken);
            await state.MoveColumnAsync(context.Relation, found[0], column.Name, cancellationToken);
        }
    }

    // Then nothing of the table that is there is kept, and it does not matter which of two would be.
    static bool IsBuiltAnew(StepContext context) =>
        context.Request.FullRefresh || context.Relation is { Incremental: null, Extract: null or { Cursor: null } };
}
