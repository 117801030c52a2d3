using Quern.Generators.Model;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Lowering;

/// <summary>Data tests as queries and conditions over the rows of the tested relation, whose alias is <c>t</c>.</summary>
internal static class TestQueries
{
    const string Tested = "tested";
    const string Alias = "t";

    /// <summary>
    /// What is true of a row that violates the test; null when the test is not about one row at a time, and for
    /// <c>NotNull</c> of a whole value, whose condition follows from its columns.
    /// </summary>
    public static Expr? FailingCondition(RelationSpec relation, TestSpec test) => test.Kind switch
    {
        "NotNull" when test.IsOfElements => WhereKnown(relation, test, column => Exprs.Call(SqlFunction.HoldsNull, SqlType.Boolean, column)),
        "AcceptedValues" when test.IsOfElements => WhereKnown(relation, test, column => Exprs.Call(SqlFunction.HoldsOther, SqlType.Boolean, [column, .. test.Values])),
        "AcceptedValues" => WhereKnown(relation, test, column => new InListExpr(column, test.Values, true)),
        "Between" => WhereKnown(relation, test, column => AnyOf(OutOfRange(column, test))),
        _ => null,
    };

    /// <summary>The rows that violate the test; null where they are those of a condition, and for a test of the catalog.</summary>
    public static Rel? FailingRows(RelationSpec relation, TestSpec test) => test.Kind switch
    {
        "Unique" => Duplicates(relation, test.Columns),
        "Relationships" => Rows(relation, test, WhereKnown(relation, test, column => HasNoMatch(column, test))),
        "Custom" => test.FailingRows,
        _ => null,
    };

    static IEnumerable<Expr> OutOfRange(Expr column, TestSpec test)
    {
        if (test.Min is { } min)
            yield return new ComparisonExpr(ComparisonOperator.Less, column, min);
        if (test.Max is { } max)
            yield return new ComparisonExpr(ComparisonOperator.Greater, column, max);
    }

    // Each key that appears twice, with how often; a key with a null in it is none.
    static ProjectRel Duplicates(RelationSpec relation, EquatableArray<string> key)
    {
        var columns = key.Select(name => Column(relation, name)).ToArray();
        var known = columns.Select(column => (Expr)new IsNullExpr(column, true)).Aggregate(Both);
        var count = "count";
        while (key.Contains(count))
            count += "_";
        var groups = new AggregateRel(
            new FilterRel(new ScanRel(Tested, Alias), known),
            columns.Select(column => new NamedExpr(column.Name, column)).ToEquatableArray(),
            [new NamedExpr(count, new AggregateExpr(AggregateFunction.Count, null, false, null, SqlType.Int64, false))],
            "g");
        var counted = new ColumnExpr("g", count, SqlType.Int64, false);
        var repeated = new FilterRel(groups, new ComparisonExpr(ComparisonOperator.Greater, counted, new LiteralExpr(1L, SqlType.Int64)));
        var output = columns.Select(column => column with { Source = "g" }).Append(counted);
        return new ProjectRel(repeated, output.Select(column => new NamedExpr(column.Name, column)).ToEquatableArray(), "f");
    }

    // The referenced column counts as not null: SQL's equality then leaves nulls out, as it should, and can be hashed.
    static ExistsExpr HasNoMatch(ColumnExpr column, TestSpec test)
    {
        var referenced = new ColumnExpr("r", test.ReferencedColumn!, column.Type, false);
        var same = new FilterRel(
            new ScanRel(test.ReferencedRelationId!, "r"), new ComparisonExpr(ComparisonOperator.Equal, referenced, column));
        return new ExistsExpr(new ProjectRel(same, [new NamedExpr(referenced.Name, referenced)], "m"), true);
    }

    // With the null ruled out first the rest need not think of it, and the whole is false, not null, where it is null.
    static Expr WhereKnown(RelationSpec relation, TestSpec test, Func<ColumnExpr, Expr> condition)
    {
        var column = Column(relation, test.Columns[0]);
        return Both(new IsNullExpr(column, true), condition(column with { IsNullable = false }));
    }

    // The key, to find a row by, and the tested columns; all columns where there is no key.
    static ProjectRel Rows(RelationSpec relation, TestSpec test, Expr condition) => new(
        new FilterRel(new ScanRel(Tested, Alias), condition),
        relation.Columns.Select(column => column.Name)
            .Where(name => relation.Key.Count == 0 || relation.Key.Contains(name) || test.Columns.Contains(name))
            .Select(name => new NamedExpr(name, Column(relation, name))).ToEquatableArray(),
        "f");

    // Nullable whatever the record says: a tested table may hold nulls where it should not.
    static ColumnExpr Column(RelationSpec relation, string name) =>
        new(Alias, name, relation.Columns.First(column => column.Name == name).Type, true);

    static Expr AnyOf(IEnumerable<Expr> conditions) =>
        conditions.Aggregate((left, right) => new LogicalExpr(LogicalOperator.Or, left, right));

    static Expr Both(Expr left, Expr right) => new LogicalExpr(LogicalOperator.And, left, right);
}
