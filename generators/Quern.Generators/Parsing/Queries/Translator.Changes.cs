using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Generators.Parsing;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// What changed since the last run.
internal sealed partial class Translator
{
    // ChangedSince(cursor, lookback)
    QueryState ChangedSince(QueryState input, IOperation[] arguments, Scope scope, IInvocationOperation invocation)
    {
        RequireIncremental(invocation);
        var condition = Since(input, arguments[0], arguments[1], scope);
        return input with { Rel = input.Rel is ChangedRel changed ? changed with { Condition = Exprs.Or(changed.Condition, condition) } : new ChangedRel(input.Rel, condition) };
    }

    // OrWhenChanged(input, key, inputKey, cursor, lookback)
    QueryState OrWhenChanged(QueryState driver, IOperation[] arguments, Scope scope, IInvocationOperation invocation)
    {
        RequireIncremental(invocation);
        if (driver.Rel is not ChangedRel changed)
            throw TranslationException.Member(invocation, invocation.TargetMethod, "call it right after ChangedSince");
        var input = Query(arguments[0], scope, Wish(arguments[3], 0) ?? Wish(arguments[2], 0) ?? "i");
        var since = Since(input, arguments[3], arguments[4], scope);
        var keys = Key(arguments[1], scope, driver.Element).Zip(Key(arguments[2], scope, input.Element), (Left, Right) => (Left, Right)).ToList();
        var rows = new FilterRel(input.Rel, since);
        var condition = keys.Count == 1
            ? (Expr)new InQueryExpr(keys[0].Left, new ProjectRel(rows, [new NamedExpr(keys[0].Right is ColumnExpr column ? column.Name : "key", keys[0].Right)], context.Alias("changed")), false)
            : new ExistsExpr(
                new ProjectRel(new FilterRel(rows, keys.Select(k => Exprs.KeyEqual(k.Left, k.Right)).Aggregate(Exprs.And)), [new NamedExpr("key", keys[0].Right)], context.Alias("changed")), false);
        return driver with { Rel = changed with { Condition = Exprs.Or(changed.Condition, condition) } };
    }

    Expr Since(QueryState input, IOperation cursor, IOperation lookback, Scope scope)
    {
        var expr = ApplyScalar(cursor, scope, input.Element);
        var place = (cursor as IDelegateCreationOperation)?.Target is IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } value }, ..] } ? value.Syntax : cursor.Syntax;
        if (expr is not ColumnExpr column || Source(input.Rel, column.Source) is null || input.Element is not RowShape { Type: INamedTypeSymbol record } || !RelationSymbols.IsRelation(record))
            throw new TranslationException(Descriptors.UntracedCursor, place.GetLocation(), place.ToString(), "call it on a parameter of Define, with one of its columns, as in orders.ChangedSince(o => o.UpdatedAt)");
        if (column.IsNullable)
            throw new TranslationException(Descriptors.UntracedCursor, place.GetLocation(), place.ToString(), "a row whose cursor is null would never be seen; declare the column without '?'");
        if (!(column.Type.IsInteger || column.Type.IsTemporal || column.Type.Kind == SqlTypeKind.Text))
            throw new TranslationException(Descriptors.UntracedCursor, place.GetLocation(), place.ToString(), $"a column of the type {column.Type} can't be a cursor; use a date, a timestamp, an integer or text");
        var text = lookback.ConstantValue is { HasValue: true, Value: string constant } ? constant : null;
        if (text is null && lookback.ConstantValue is not { HasValue: true })
            throw TranslationException.Syntax(lookback, "A lookback that is not a constant", "write it as \"5m\"");
        return new ComparisonExpr(ComparisonOperator.GreaterOrEqual, column, context.Cursor(record, column.Name, column.Type, text, lookback.Syntax.GetLocation(), place.GetLocation()));
    }

    // The scan of an input that binds an alias, under filters alone.
    static ScanRel? Source(Rel rel, string alias) => rel switch
    {
        ScanRel scan => scan.Alias == alias && scan.RelationId != "target" ? scan : null,
        FilterRel filter => Source(filter.Input, alias),
        ChangedRel changed => Source(changed.Input, alias),
        _ => null,
    };

    void RequireIncremental(IInvocationOperation invocation)
    {
        if (!context.IsIncremental)
            throw new TranslationException(Descriptors.ChangesOutsideIncremental, invocation.Syntax.GetLocation(), context.Model.Name, invocation.TargetMethod.Name);
    }
}
