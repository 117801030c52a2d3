using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Queries: sources, the simple operators, and where a projection must stand in the IR.
internal sealed partial class Translator
{
    static bool IsQuery(ITypeSymbol? type) => type.Is(Names.Query) || type.Is(Names.OrderedQuery);

    /// <summary>Translates an expression that must be a query.</summary>
    /// <param name="alias">Alias that its rows should get when it is a bare relation.</param>
    public QueryState Query(IOperation operation, Scope scope, string alias)
    {
        operation = Unwrap(operation);
        if (operation is IInvocationOperation invocation && OperatorOrNull(invocation, scope, alias) is { } state)
            return state;
        if (IsSequence(operation.Type))
            return Elements(operation, scope, alias);
        return Translate(operation, scope) switch
        {
            QueryShape query => query.Instantiate(alias),
            MatchesShape { OrDefault: false } matches => new QueryState(new FilterRel(matches.Right.Rel, matches.On), matches.Right.Element),
            GroupShape => throw TranslationException.Syntax(operation, $"The rows of the group, '{Snippet(operation)}',", "ask for aggregates of them, or join the query that was grouped"),
            _ => throw TranslationException.Syntax(operation, $"'{Snippet(operation)}'", "use a query here"),
        };
    }

    /// <summary>All rows of a relation.</summary>
    public QueryShape Scan(INamedTypeSymbol record, string relationId) => new(wish =>
    {
        var alias = context.Alias(wish.Length == 0 ? record.Name : wish);
        var columns = ColumnParser.Read(record);
        var members = columns.Select(c => new KeyValuePair<string, Shape>(
            c.Property.Name, new ScalarShape(new ColumnExpr(alias, c.Spec.Name, c.Spec.Type, c.Spec.IsNullable))));
        return new QueryState(new ScanRel(relationId, alias) { Key = KeyParser.DeclaredBy(columns) }, new RowShape(record, [.. members]));
    });

    QueryState? OperatorOrNull(IInvocationOperation invocation, Scope scope, string alias)
    {
        try
        {
            var state = QueryOperator(invocation, scope, alias);
            if (state is not null && recursion is { } steps)
                RequireStep(state.Rel, steps, invocation);
            return state;
        }
        catch (RowsAsColumnException)
        {
            throw TranslationException.Member(invocation, invocation.TargetMethod, "aggregate groups and inner queries before it: its rows can only hold values");
        }
    }

    QueryState? QueryOperator(IInvocationOperation invocation, Scope scope, string alias)
    {
        var method = invocation.TargetMethod;
        if (!IsQuery(method.ContainingType) || invocation.Instance is not { } receiver)
            return null;
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Unwrap(a.Value)).ToArray();
        var source = arguments.Length > 0 ? Wish(arguments[0], 0) ?? alias : alias;
        switch (method.Name)
        {
            case "Where":
                return Where(Query(receiver, scope, source), arguments[0], scope);
            case "Select":
                var input = Query(receiver, scope, source);
                return input with { Element = Apply(arguments[0], scope, input.Element) };
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending":
                return Order(Query(receiver, scope, source), method.Name, arguments[0], scope, invocation);
            case "Take":
                return Limit(Query(receiver, scope, alias), skip: null, take: Count(arguments[0]), invocation);
            case "Skip":
                return Limit(Query(receiver, scope, alias), skip: Count(arguments[0]), take: null, invocation);
            case "Distinct":
                var distinct = Project(Fixed(Query(receiver, scope, alias), "Distinct", invocation), alias);
                _ = WithoutRecords(distinct.Element, invocation, "rows that are compared");
                NoArrays(Scalars(distinct.Element), invocation, "Distinct", "use DistinctBy with columns of one value");
                return distinct with { Rel = new DistinctRel(distinct.Rel) };
            case "Concat" or "Union" or "Intersect" or "Except":
                return SetOperation(method.Name, receiver, arguments[0], scope, alias, invocation);
            case "Join":
                return Join(JoinKind.Inner, receiver, arguments, scope, source);
            case "LeftJoin":
                return Join(JoinKind.Left, receiver, arguments, scope, source);
            case "RightJoin":
                return RightJoin(receiver, arguments, scope, source);
            case "FullJoin":
                return Join(JoinKind.Full, receiver, arguments, scope, source);
            case "AsOfJoin":
                return AsOfJoin(JoinKind.Inner, receiver, arguments, scope, source);
            case "AsOfLeftJoin":
                return AsOfJoin(JoinKind.Left, receiver, arguments, scope, source);
            case "GroupJoin":
                return GroupJoin(receiver, arguments, scope, source);
            case "SelectMany":
                return SelectMany(Query(receiver, scope, source), arguments, scope);
            case "Aggregate":
                return AggregateAll(Query(receiver, scope, ""), arguments[0], scope, invocation);
            case "Over":
                return Over(Query(receiver, scope, source), arguments[0], scope, invocation);
            case "DistinctBy":
                return DistinctBy(Query(receiver, scope, source), arguments[0], scope, invocation);
            case "GroupBy":
                return GroupBy(Query(receiver, scope, source), arguments, scope, invocation);
            case "GroupByRollup":
                return GroupBySets(GroupingSets.Rollup, Query(receiver, scope, source), arguments, scope, invocation);
            case "GroupByCube":
                return GroupBySets(GroupingSets.Cube, Query(receiver, scope, source), arguments, scope, invocation);
            case "GroupBySets":
                return GroupBySets(GroupingSets.Listed, Query(receiver, scope, source), arguments, scope, invocation);
            case "ChangedSince":
                return ChangedSince(Query(receiver, scope, source), arguments, scope, invocation);
            case "OrWhenChanged":
                return OrWhenChanged(Query(receiver, scope, Wish(arguments[1], 0) ?? alias), arguments, scope, invocation);
            case "DefaultIfEmpty":
                throw TranslationException.Member(invocation, method, "use it after 'join … into x' only, as in 'from c in x.DefaultIfEmpty()', or use LeftJoin");
            default:
                return IsQuery(method.ReturnType)
                    ? throw TranslationException.Member(invocation, method, "use one of the operators listed in docs/queries.md")
                    : null;
        }
    }

    // `orders.Where(o => …)`: the rows of orders are called o.
    static string? Wish(IOperation function, int parameter) =>
        function is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } && lambda.Symbol.Parameters.Length > parameter
            && !lambda.Symbol.Parameters[parameter].Name.StartsWith("<", StringComparison.Ordinal)
            ? lambda.Symbol.Parameters[parameter].Name
            : null;

    QueryState Where(QueryState input, IOperation predicate, Scope scope, bool isNegated = false)
    {
        if (!IsPlain(input.Rel) && !IsGroup(input.Rel))
            input = Renamed(input, Wish(predicate, 0) ?? "filtered");
        var condition = ApplyScalar(predicate, scope, input.Element);
        if (isNegated)
            condition = Negated(condition);
        return condition == LiteralExpr.True ? input : input with { Rel = new FilterRel(input.Rel, condition) };
    }

    QueryState Order(QueryState input, string method, IOperation key, Scope scope, IOperation place)
    {
        var keys = SortKeys(input.Order, method, Key(key, scope, input.Element));
        context.Ordered(keys, place);
        return input with { Order = keys };
    }

    // A later OrderBy replaces an earlier one; ThenBy continues it.
    static EquatableArray<SortKey> SortKeys(EquatableArray<SortKey> order, string method, IEnumerable<Expr> keys) =>
    [
        .. method.StartsWith("ThenBy", StringComparison.Ordinal) ? order : [],
        .. keys.Select(expr => new SortKey(expr, method.EndsWith("Descending", StringComparison.Ordinal))),
    ];

    static long Count(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: IConvertible count } && count.ToInt64(null) >= 0
            ? count.ToInt64(null)
            : throw TranslationException.Syntax(operation, "A count that is not a constant, or is negative,", "use a constant of zero or more");

    QueryState Limit(QueryState input, long? skip, long? take, IOperation operation)
    {
        input = Fixed(input, take is null ? "Skip" : "Take", operation, keepsOrder: true);
        if (input.Rel is SortRel { Take: null } skipped && take is not null && input.Order.Count == 0)
            return input with { Rel = skipped with { Take = take } };
        if (!IsPlain(input.Rel) && !IsGroup(input.Rel))
            input = Renamed(input, "rows", keepsOrder: true);
        if (input.Order.Count == 0)
            context.Ordered([], operation);
        return input with { Rel = new SortRel(input.Rel, input.Order, skip, take), Order = [] };
    }

    QueryState SetOperation(string method, IOperation left, IOperation right, Scope scope, string alias, IOperation operation)
    {
        var first = Side(left, like: null);
        var second = Side(right, like: first);
        if (method != "Concat")
        {
            _ = WithoutRecords(first.Element, operation, "rows that are compared");
            NoArrays(Scalars(first.Element), operation, method, "use Concat, or select columns of one value");
        }
        var setAlias = context.Alias(method == "Concat" ? "all_rows" : "distinct_rows");
        var set = new SetRel(
            method switch { "Concat" => SetOperator.UnionAll, "Union" => SetOperator.Union, "Intersect" => SetOperator.Intersect, _ => SetOperator.Except },
            Body(first), Body(second), setAlias);
        context.Joined(set, right);
        var nullness = Columns(first.Element).Zip(Columns(second.Element), (a, b) => a.Value.IsNullable || b.Value.IsNullable).ToArray();
        var index = 0;
        return new QueryState(set, Rebind(OfBoth(first.Element, second.Element, operation), setAlias, _ => nullness[index++]));

        // What is such rows already needs no projection, if its columns are called alike.
        QueryState Side(IOperation side, QueryState? like)
        {
            var rows = Fixed(Query(side, scope, alias), method, operation);
            return Whole(IsProjected(rows) && (like is null || Columns(rows.Element).Select(c => ((ColumnExpr)c.Value).Name).SequenceEqual(Columns(like.Element).Select(c => ((ColumnExpr)c.Value).Name)))
                ? rows
                : Project(rows, alias, like), operation);
        }
    }

    // A column that the row itself does not have the other side has not either.
    static QueryState Whole(QueryState projected, IOperation operation) =>
        projected.Rel.OutputColumns().Count == Columns(projected.Element).Count ? projected : throw MayBeMissing(operation);

    // Whether a row is there must be told by one column on both sides.
    static Shape OfBoth(Shape first, Shape second, IOperation operation)
    {
        if (first is not RowShape left || second is not RowShape right)
            return first;
        return new RowShape(
            left.Type,
            [.. left.Members.Zip(right.Members, (l, r) => new KeyValuePair<string, Shape>(l.Key, OfBoth(l.Value, r.Value, operation)))],
            (left.Presence ?? right.Presence) is not IsNullExpr { Operand: ColumnExpr witness } presence ? null
                : Tells(left, witness.Name) && Tells(right, witness.Name) ? presence
                : throw MayBeMissing(operation));

        static bool Tells(RowShape row, string column) => row.Presence is null
            ? Scalars(row).OfType<ColumnExpr>().Any(c => c.Name == column && !c.IsNullable)
            : row.Presence is IsNullExpr { Operand: ColumnExpr own } && own.Name == column;
    }

    static TranslationException MayBeMissing(IOperation operation) =>
        TranslationException.Syntax(operation, "A row that may be missing, in rows that are put together,", "select the columns of it that are wanted");

    /// <summary>Puts a projection of the element under the query: each member becomes a column.</summary>
    /// <param name="like">A projection of the same form whose names to take.</param>
    /// <param name="keepsOrder">Whether the rows stay in their order, whose keys are columns then.</param>
    QueryState Project(QueryState input, string wish, QueryState? like = null, bool keepsOrder = false)
    {
        var alias = context.Alias(wish);
        var names = like is null ? null : Columns(like.Element).Select(c => ((ColumnExpr)c.Value).Name).ToList();
        // A lone value has no name of its own.
        var columns = Columns(input.Element).Select((c, i) => new NamedExpr(
            names?[i] ?? (input.Element is ScalarShape { Expr: ColumnExpr only } ? only.Name : c.Key), c.Value)).ToList();
        var element = Stored(input.Element, columns, alias);
        var order = keepsOrder ? input.Order.Select(key => key with { Expr = StoredKey(key.Expr, columns, alias) }).ToEquatableArray() : [];
        return new QueryState(new ProjectRel(Finish(input.Rel), columns.ToEquatableArray(), alias), element, order);
    }

    /// <summary>A query as a CTE, so that anything can be built on it.</summary>
    QueryState Renamed(QueryState input, string wish, bool keepsOrder = false)
    {
        var projected = IsProjected(input) ? input : Project(input, wish, keepsOrder: keepsOrder);
        var name = context.Name(wish);
        var alias = context.Alias(wish);
        return new QueryState(new NamedRel(name, Body(projected), alias), Rebind(projected.Element, alias), Rebind(projected.Order, alias));
    }

    /// <summary>A local variable that is a query: a CTE of its name, or the relation itself when it is one.</summary>
    /// <param name="place">Where it is written, if that is not where its value is.</param>
    public QueryShape Named(IOperation value, string name, Scope scope, Location? place = null)
    {
        if (Unwrap(value) is IParameterReferenceOperation && Translate(value, scope) is QueryShape same)
            return same;
        var aliases = context.Aliases;
        var state = Query(value, scope, "");
        // Groups and inner queries are no columns, the rows of an input whose changes drive the model must be seen as that input's, and what
        // depends on the row at hand is no CTE: each use translates the query anew.
        if (HoldsRows(state.Element) || (context.IsIncremental && IsFilteredScan(state)) || (IsFiltered(state.Rel) && state.Rel.IsCorrelated()))
        {
            context.Aliases = aliases;
            return new QueryShape(wish => Query(value, scope, wish));
        }
        var projected = IsProjected(state) ? state : Project(state, name, keepsOrder: true);
        var cteName = context.Step(name, place ?? value.Syntax.GetLocation());
        var body = Body(projected);
        return new QueryShape(wish =>
        {
            var alias = context.Alias(wish.Length == 0 ? name : wish);
            return new QueryState(new NamedRel(cteName, body, alias), Rebind(projected.Element, alias), Rebind(projected.Order, alias));
        });
    }

    /// <summary>The rows of an ephemeral model, with what it says of its columns noted for each use.</summary>
    public QueryShape WithDeclaredPii(QueryShape rows, INamedTypeSymbol step)
    {
        var columns = ColumnParser.Read(step).Where(c => c.Spec.Pii is not null).ToList();
        return columns.Count == 0 ? rows : new QueryShape(wish =>
        {
            var state = rows.Instantiate(wish);
            foreach (var column in columns)
                if ((state.Element as RowShape)?.Member(column.Property.Name) is ScalarShape { Expr: var value })
                    context.Declared.Add(new DeclaredPii(value with { IsNullable = true }, step.Name, column.Spec.Name, column.Spec.Pii!.Value));
            return state;
        });
    }

    /// <summary>The finished query of a method.</summary>
    /// <param name="columns">Its columns; null for those that the element has.</param>
    public static Rel Final(QueryState state, EquatableArray<NamedExpr>? columns, TranslationContext context)
    {
        var result = columns ?? Columns(state.Element).Select(c => new NamedExpr(c.Key, c.Value)).ToEquatableArray();
        // A set operation or a distinct projection that has these very columns is the result itself.
        var own = state.Rel switch
        {
            SetRel set => ((ProjectRel?)FirstProjection(set), set.Alias),
            DistinctRel { Input: ProjectRel project } => (project, project.Alias),
            _ => (null, ""),
        };
        if (own.Item1 is { } projection && projection.Columns.Select(c => c.Name).SequenceEqual(result.Select(c => c.Name))
            && result.All(c => c.Expr is ColumnExpr column && column.Source == own.Item2 && column.Name == c.Name))
            return Finish(state.Rel);
        // Rows that changed are merged into a table, where their order is lost.
        var rows = state.Order.Count > 0 && !HasChanges(state.Rel) ? new SortRel(state.Rel, state.Order, null, null) : state.Rel;
        return new ProjectRel(Finish(rows), result, context.Alias("result"));
    }

    // A set operation or distinct rows that no Select has changed since.
    static bool IsProjected(QueryState state) =>
        state.Rel is DistinctRel or SetRel or RecurseRel && state.Order.Count == 0
        && Columns(state.Element).Select(c => c.Value as ColumnExpr is { } column && column.Source == state.Rel.BoundAliases().Single() ? column.Name : null)
            .SequenceEqual(state.Rel.OutputColumns().Select(c => c.Name));

    static ProjectRel? FirstProjection(Rel rel) => rel switch
    {
        ProjectRel project => project,
        DistinctRel distinct => FirstProjection(distinct.Input),
        SetRel set => FirstProjection(set.Left),
        _ => null,
    };

    static Rel Body(QueryState projected) => Finish(projected.Rel);

    /// <summary>Replaces aggregates that were still growing by finished ones.</summary>
    static Rel Finish(Rel rel) => rel switch
    {
        GroupRel group => group.Finish(Finish(group.Input)),
        FilterRel filter => filter with { Input = Finish(filter.Input) },
        SortRel sort => sort with { Input = Finish(sort.Input) },
        ProjectRel project => project with { Input = Finish(project.Input) },
        DistinctRel distinct => distinct with { Input = Finish(distinct.Input) },
        _ => rel,
    };

    /// <summary>Whether more joins and filters may be put on a relation as it is.</summary>
    static bool IsPlain(Rel rel) => rel switch
    {
        ScanRel or NamedRel or MadeRel or PreviousRel => true,
        FilterRel filter => IsPlain(filter.Input),
        ChangedRel changed => IsPlain(changed.Input),
        JoinRel join => IsPlain(join.Left) && IsPlain(join.Right),
        _ => false,
    };

    static bool IsFilteredScan(QueryState state)
    {
        var rel = state.Rel;
        while (rel is FilterRel or ChangedRel)
            rel = rel is FilterRel filter ? filter.Input : ((ChangedRel)rel).Input;
        return rel is ScanRel scan && state.Order.Count == 0
            && state.Element is RowShape { Type: INamedTypeSymbol type } row && RelationSymbols.IsRelation(type)
            && row.Members.All(m => m.Value is ScalarShape { Expr: ColumnExpr column } && column.Source == scan.Alias);
    }

    static bool IsGroup(Rel rel) => rel is GroupRel or FilterRel { Input: GroupRel } || (rel is FilterRel filter && IsGroup(filter.Input));

    QueryState Plain(QueryState input, string wish) => IsPlain(input.Rel) ? input : Renamed(input, wish);

    // An order means nothing to what follows, unless a Take comes at once.
    static QueryState Fixed(QueryState input, string method, IOperation operation, bool keepsOrder = false)
    {
        if (method is "Distinct" or "Skip" or "Take" or "Intersect" or "Except" && HasChanges(input.Rel) is true)
            throw new TranslationException(Descriptors.AggregateOverChanges, operation.Syntax.GetLocation(), method);
        return keepsOrder ? input : input with { Order = [] };
    }

    static bool HasChanges(Rel rel) => rel switch
    {
        ChangedRel => true,
        FilterRel filter => HasChanges(filter.Input),
        JoinRel join => HasChanges(join.Left) || HasChanges(join.Right),
        NamedRel named => HasChanges(named.Body),
        ProjectRel project => HasChanges(project.Input),
        SetRel set => HasChanges(set.Left) || HasChanges(set.Right),
        RecurseRel r => HasChanges(r.Seed) || HasChanges(r.Step),
        DistinctRel distinct => HasChanges(distinct.Input),
        SortRel sort => HasChanges(sort.Input),
        GroupRel group => HasChanges(group.Input),
        AggregateRel aggregate => HasChanges(aggregate.Input),
        _ => false,
    };
}
