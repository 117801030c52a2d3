namespace Quern.Relational.Passes;

/// <summary>
/// Checks what every pass must leave true: aliases are bound and not shadowed, columns exist, names are unique, types agree,
/// aggregates stand in aggregations only. Tests run it after each pass; a failure is a defect of the pass or of the parser.
/// </summary>
internal static class Verifier
{
    /// <exception cref="InvalidOperationException">The query breaks a rule; the message says which, and where.</exception>
    public static void Verify(Rel query)
    {
        foreach (var name in query.SelfAndDescendants().OfType<NamedRel>().GroupBy(n => n.Name))
            Require(name.All(n => n.Body == name.First().Body), $"the name {name.Key} stands for more than one query");
        _ = Bindings(query, []);
    }

    /// <summary>Verifies a relation and gives what it binds: per alias its columns, or null for a table's, which aren't known.</summary>
    static Dictionary<string, HashSet<string>?> Bindings(Rel rel, Dictionary<string, HashSet<string>?> outer)
    {
        var bound = new Dictionary<string, HashSet<string>?>();
        foreach (var input in rel.Inputs())
            foreach (var binding in Bindings(input, input is MadeRel || (input is NamedRel && input.IsCorrelated()) ? Both(outer, bound) : outer))
            {
                Require(!bound.ContainsKey(binding.Key) || rel is SetRel or RecurseRel, $"both sides of a join bind {binding.Key}");
                bound[binding.Key] = binding.Value;
            }
        var visible = new Dictionary<string, HashSet<string>?>(outer);
        foreach (var binding in bound)
        {
            Require(!outer.ContainsKey(binding.Key), $"{binding.Key} shadows an alias of an outer query");
            visible[binding.Key] = binding.Value;
        }
        foreach (var expr in rel.Expressions())
            Check(expr, visible, mayAggregate: rel is AggregateRel aggregate && aggregate.Aggregates.Any(a => ReferenceEquals(a.Expr, expr)));
        CheckShape(rel);
        return rel switch
        {
            ScanRel r => new() { [r.Alias] = null },
            NamedRel or AggregateRel or ProjectRel or SetRel or RecurseRel or PreviousRel or MadeRel => new() { [rel.BoundAliases().Single()] = Names(rel) },
            _ => bound,
        };
    }

    static Dictionary<string, HashSet<string>?> Both(Dictionary<string, HashSet<string>?> outer, Dictionary<string, HashSet<string>?> left)
    {
        var both = new Dictionary<string, HashSet<string>?>(outer);
        foreach (var binding in left)
            both[binding.Key] = binding.Value;
        return both;
    }

    static void CheckShape(Rel rel)
    {
        switch (rel)
        {
            case FilterRel r:
                RequireKind(r.Predicate, SqlTypeKind.Boolean, "a filter");
                break;
            case ChangedRel r:
                RequireKind(r.Condition, SqlTypeKind.Boolean, "a changed-rows condition");
                break;
            case JoinRel { On: { } on }:
                RequireKind(on, SqlTypeKind.Boolean, "a join");
                break;
            case JoinRel r:
                Require(r.Kind == JoinKind.Cross, $"a {r.Kind} join has no condition");
                break;
            case ValuesRel r:
                Require(r.Rows.Count > 0 && r.Rows.All(row => row.Count == r.Names.Count), $"the rows of {r.Alias} have different columns");
                break;
            case SetRel r:
                RequireAlike(r.Left.OutputColumns(), r.Right.OutputColumns(), r.Alias);
                break;
            case RecurseRel r:
                RequireAlike(r.Seed.OutputColumns(), r.Step.OutputColumns(), r.Alias);
                Require(Previous(r.Seed, r) == 0 && Previous(r.Step, r) == 1, $"the step of {r.Alias}, and it alone, reads the rows before once");
                break;
        }
    }

    static int Previous(Rel rel, RecurseRel recursion) => rel.SelfAndDescendants().OfType<PreviousRel>().Count(p => p.Recursion == recursion.Alias);

    static void RequireAlike(IReadOnlyList<NamedExpr> left, IReadOnlyList<NamedExpr> right, string alias)
    {
        Require(left.Select(c => c.Name).SequenceEqual(right.Select(c => c.Name)), $"the sides of {alias} have different columns");
        foreach (var (a, b) in left.Zip(right, (a, b) => (a, b)))
            Require(Agree(a.Expr.Type, b.Expr.Type), $"{alias}.{a.Name} is {a.Expr.Type} on one side and {b.Expr.Type} on the other");
    }

    static HashSet<string> Names(Rel rel)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in rel.OutputColumns())
            Require(names.Add(column.Name), $"two columns of {rel.BoundAliases().Single()} are named {column.Name}");
        return names;
    }

    static void Check(Expr expr, Dictionary<string, HashSet<string>?> visible, bool mayAggregate)
    {
        if (expr is ColumnExpr column)
        {
            Require(visible.TryGetValue(column.Source, out var columns), $"{column.Source}.{column.Name} is used where {column.Source} is not bound");
            Require(columns is null || columns.Contains(column.Name), $"{column.Source} has no column {column.Name}");
        }
        Require(mayAggregate || expr is not (AggregateExpr or WindowFunctionExpr), "an aggregate stands outside an aggregation, or in another aggregate");
        CheckTypes(expr);
        if (expr.InnerQuery() is { } query)
            _ = Bindings(query, visible);
        foreach (var child in expr.Children())
            Check(child, visible, expr is WindowExpr window ? ReferenceEquals(child, window.Function) : mayAggregate && expr is not AggregateExpr);
    }

    static void CheckTypes(Expr expr)
    {
        switch (expr)
        {
            case ArithmeticExpr e:
                RequireKind(e.Left, e.Type.Kind, e.Operator.ToString());
                RequireKind(e.Right, e.Type.Kind, e.Operator.ToString());
                break;
            case ComparisonExpr e:
                Require(Agree(e.Left.Type, e.Right.Type), $"{e.Operator} compares {e.Left.Type} with {e.Right.Type}");
                break;
            case DistinctExpr e:
                Require(Agree(e.Left.Type, e.Right.Type), $"a null-safe comparison is of {e.Left.Type} with {e.Right.Type}");
                break;
            case LogicalExpr e:
                RequireKind(e.Left, SqlTypeKind.Boolean, e.Operator.ToString());
                RequireKind(e.Right, SqlTypeKind.Boolean, e.Operator.ToString());
                break;
            case UnaryExpr e:
                RequireKind(e.Operand, e.Type.Kind, e.Operator.ToString());
                break;
            case InListExpr e:
                Require(e.Values.All(v => Agree(v.Type, e.Operand.Type)), $"an IN list of {e.Operand.Type} holds another type");
                break;
            case InQueryExpr e:
                Require(e.Query.OutputColumns() is [var only] && Agree(only.Expr.Type, e.Operand.Type), $"IN asks for one column of {e.Operand.Type}");
                break;
            case ScalarQueryExpr e:
                Require(e.Query.OutputColumns() is [var single] && Agree(single.Expr.Type, e.Type), $"a subquery asks for one column of {e.Type}");
                break;
            case CaseExpr e:
                foreach (var branch in e.Branches)
                    RequireKind(branch.Condition, SqlTypeKind.Boolean, "WHEN");
                foreach (var result in e.Branches.Select(b => b.Result).Append(e.Else))
                    RequireKind(result, e.Type.Kind, "CASE");
                break;
            case CoalesceExpr e:
                foreach (var operand in e.Operands)
                    RequireKind(operand, e.Type.Kind, "COALESCE");
                break;
        }
    }

    static void RequireKind(Expr expr, SqlTypeKind kind, string of) =>
        Require(Agree(expr.Type, new SqlType(kind)), $"{of} needs {new SqlType(kind)}, not {expr.Type}");

    // Integers widen by themselves on every engine, and to decimals without loss.
    static bool Agree(SqlType left, SqlType right) =>
        left.Kind == right.Kind || left.Kind == SqlTypeKind.Null || right.Kind == SqlTypeKind.Null
        || ((left.IsInteger || left.Kind == SqlTypeKind.Decimal) && (right.IsInteger || right.Kind == SqlTypeKind.Decimal));

    static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The query is not well-formed: " + problem + ".");
    }
}
