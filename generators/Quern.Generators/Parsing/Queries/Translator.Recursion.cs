using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Recursion over a hierarchy.
internal sealed partial class Translator
{
    // The alias of the recursion whose step is being read; null outside of one.
    string? recursion;

    // Query.Recurse(seed, step, maxDepth)
    QueryState Recurse(IInvocationOperation invocation, Scope scope, string wish)
    {
        var (seedPlace, stepPlace, depth) = (Argument(invocation, 0), Argument(invocation, 1), Argument(invocation, 2));
        if (depth.ConstantValue is not { HasValue: true, Value: int maxDepth and >= 1 })
            throw TranslationException.Syntax(depth, "A depth that is not a constant, or is less than 1,", "use a constant");
        var seed = Query(seedPlace, scope, "");
        if (HoldsRows(seed.Element))
            throw TranslationException.Syntax(seedPlace, "A recursion over rows that hold other rows", "select values");
        seed = Project(WithoutMissing(seed with { Order = [] }, seedPlace), "seed");
        var alias = context.Alias(wish.Length == 0 ? "hierarchy" : wish);
        var columns = seed.Rel.OutputColumns();
        var isNullable = columns.Select(c => c.Expr.IsNullable).ToArray();
        // A column may turn out to be nullable in a step, and then is for the next step too.
        for (; ;)
        {
            var forget = context.Mark();
            var step = Step(stepPlace, scope, new RecursionColumns(alias, columns, isNullable, seed.Element), seed);
            var found = step.Rel.OutputColumns().Select((c, i) => isNullable[i] || c.Expr.IsNullable).ToArray();
            if (found.SequenceEqual(isNullable))
                return Recursive(invocation, seed, step, new RecursionColumns(alias, columns, isNullable, seed.Element), maxDepth);
            isNullable = found;
            forget();
        }
    }

    QueryState Step(IOperation function, Scope scope, RecursionColumns rows, QueryState seed)
    {
        if (Unwrap(function) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
            throw TranslationException.Syntax(function, "A function value", "write a lambda here");
        var parameter = lambda.Symbol.Parameters[0];
        var inner = new Scope(scope);
        inner.Bind(parameter, new QueryShape(wish =>
        {
            var alias = context.Alias(wish.Length == 0 ? parameter.Name : wish);
            return new QueryState(new PreviousRel(rows.Recursion, rows.Of(alias), alias), rows.Row(alias));
        }));
        var outer = recursion;
        recursion = rows.Recursion;
        try
        {
            var body = Unwrap(BodyReader.Read(lambda.Body, inner, "The lambda", (value, local) => LocalValue(value, local, inner)));
            var state = Query(body, inner, "");
            RequireStep(state.Rel, rows.Recursion, body);
            var step = Project(WithoutMissing(state with { Order = [] }, body), "step", like: seed);
            if (step.Rel.Expressions().SelectMany(e => e.SelfAndDescendants()).FirstOrDefault(e => e is WindowExpr || e.InnerQuery() is not null) is { } expr)
                throw TranslationException.Step(body, expr is WindowExpr ? "sees its rows through a window" : "asks another query about each row", "do it before the recursion or after it");
            return step.Rel.SelfAndDescendants().Any(r => IsPrevious(r, rows.Recursion))
                ? step
                : throw TranslationException.Step(body, $"does not read '{parameter.Name}'", "join it, or use Concat in place of a recursion");
        }
        finally
        {
            recursion = outer;
        }
    }

    static QueryState Recursive(IInvocationOperation invocation, QueryState seed, QueryState step, RecursionColumns rows, int maxDepth)
    {
        var types = seed.Rel.OutputColumns().Zip(step.Rel.OutputColumns(), (s, t) => CommonType(s.Expr.Type, t.Expr.Type)
            ?? throw TranslationException.Syntax(invocation, $"A decimal of unknown digits in a recursion, '{s.Name}',", "select records of a model, whose columns say their digits")).ToList();
        var rel = new RecurseRel(Typed(seed.Rel, types), Typed(step.Rel, types), maxDepth, rows.Recursion);
        if (HasChanges(rel))
            throw new TranslationException(Descriptors.AggregateOverChanges, invocation.Syntax.GetLocation(), "A recursion");
        return rel.IsCorrelated()
            ? throw TranslationException.Syntax(invocation, "A recursion that speaks of a row outside of it", "recurse over all rows, and join the result")
            : new QueryState(rel, (rows with { Columns = rel.OutputColumns() }).Row(rows.Recursion));
    }

    static QueryState WithoutMissing(QueryState rows, IOperation place) => MayMiss(rows.Element) ? throw MayBeMissing(place) : rows;

    static bool MayMiss(Shape shape) => shape is RowShape row && (row.Presence is not null || row.Members.Any(m => MayMiss(m.Value)));

    // No engine widens the seed's types for what a step gives.
    static SqlType? CommonType(SqlType seed, SqlType step) => (seed, step) switch
    {
        ({ Kind: SqlTypeKind.Decimal, Precision: > 0 }, { Kind: SqlTypeKind.Decimal, Precision: > 0 }) =>
            Math.Max(seed.Scale, step.Scale) + Math.Max(seed.Precision - seed.Scale, step.Precision - step.Scale) is var digits and <= 38
                ? SqlType.Decimal(digits, Math.Max(seed.Scale, step.Scale))
                : null,
        ({ Kind: SqlTypeKind.Decimal }, _) or (_, { Kind: SqlTypeKind.Decimal }) => null,
        ({ Kind: SqlTypeKind.Null }, _) => step,
        _ => seed,
    };

    static ProjectRel Typed(Rel side, List<SqlType> types)
    {
        var project = (ProjectRel)side;
        return project with { Columns = project.Columns.Select((c, i) => c with { Expr = Exprs.Convert(c.Expr, types[i]) }).ToEquatableArray() };
    }

    /// <summary>Whether what stands in a step so far is what every engine takes: filters and joins that keep the rows of the step before, once.</summary>
    static void RequireStep(Rel rel, string recursion, IOperation place)
    {
        const string Outside = "do it before the recursion or after it";
        if (rel.SelfAndDescendants().Count(r => IsPrevious(r, recursion)) > 1)
            throw TranslationException.Step(place, "reads the rows before it twice", "read them once, and join a query that has both kinds of links");
        switch (rel)
        {
            case GroupRel group:
                RequireNone(group.Input, "groups or sums up the rows before it");
                break;
            case FilterRel filter:
                RequireNoQuery(filter.Predicate);
                RequireStep(filter.Input, recursion, place);
                break;
            case JoinRel join when join.SelfAndDescendants().Any(r => IsPrevious(r, recursion)):
                RequireNoQuery(join.On);
                if (join.Right is MadeRel or NamedRel && join.Right.IsCorrelated())
                    throw TranslationException.Step(place, "makes rows of the rows before it", "make them before the recursion and join them");
                if (join.Kind == JoinKind.Full || (join.Kind == JoinKind.Left && join.Right.SelfAndDescendants().Any(r => IsPrevious(r, recursion))))
                    throw TranslationException.Step(place, "has rows that none of the rows before it leads to", "start from the rows before, as in 'from a in above'");
                RequireStep(join.Left, recursion, place);
                RequireStep(join.Right, recursion, place);
                break;
            case NamedRel or SortRel or DistinctRel or SetRel or ProjectRel:
                RequireNone(rel, rel switch
                {
                    SortRel => "takes some of the rows before it",
                    NamedRel named => $"names a query of the rows before it, '{named.Name}'",
                    ProjectRel => "sees the rows before it through a window",
                    _ => "combines the rows before it with others, or leaves out equal ones",
                });
                break;
        }

        void RequireNone(Rel inner, string what)
        {
            if (inner.SelfAndDescendants().Any(r => IsPrevious(r, recursion)))
                throw TranslationException.Step(place, what, Outside);
        }

        void RequireNoQuery(Expr? condition)
        {
            if (condition is not null && rel.SelfAndDescendants().Any(r => IsPrevious(r, recursion)) && condition.SelfAndDescendants().Any(e => e.InnerQuery() is not null))
                throw TranslationException.Step(place, "asks another query about each row", "filter the rows before they are joined, or join that query");
        }
    }

    static bool IsPrevious(Rel rel, string recursion) => rel is PreviousRel previous && previous.Recursion == recursion;

    /// <summary>What a recursion's rows look like.</summary>
    sealed record RecursionColumns(string Recursion, IReadOnlyList<NamedExpr> Columns, bool[] IsNullable, Shape Element)
    {
        public EquatableArray<NamedExpr> Of(string alias) =>
            Columns.Select((c, i) => c with { Expr = new ColumnExpr(alias, c.Name, c.Expr.Type, IsNullable[i]) }).ToEquatableArray();

        public Shape Row(string alias)
        {
            var (columns, index) = (Of(alias), 0);
            return MapScalars(Element, _ => columns[index++].Expr, _ => null);
        }
    }
}
