using System.Globalization;
using Quern.Relational.Dialects;

namespace Quern.Relational.Printing;

/// <summary>Writes expressions that the passes have brought to SQL's meaning; what engines write differently the dialect does.</summary>
internal sealed class ExprPrinter
{
    const int LineWidth = 100;

    readonly SqlDialect dialect;
    readonly BlockPrinter blocks;
    readonly WindowPrinter windows;
    readonly HashSet<Expr> keys = [];

    public ExprPrinter(SqlDialect dialect, BlockPrinter blocks)
    {
        (this.dialect, this.blocks) = (dialect, blocks);
        windows = new WindowPrinter(this);
    }

    public SqlTerm Print(Expr expr) => expr switch
    {
        ColumnExpr e => SqlTerm.Atom($"{blocks.Alias(e.Source)}.{blocks.Name(e.Name)}"),
        LiteralExpr e => dialect.Literal(e),
        ParameterExpr e => SqlTerm.Atom(Sql.Parameter(e.Name)),
        // DuckDB turns the comparison round, and no longer knows the key.
        UnaryExpr { Operator: UnaryOperator.Not, Operand: not ColumnExpr and var key } when keys.Contains(key) => new(Sql.Of($"{Print(key).AsAtom} = FALSE"), Precedence.Comparison),
        UnaryExpr { Operator: UnaryOperator.Not, Operand: FunctionExpr { Function: SqlFunction.Like, Arguments: [var text, LiteralExpr { Value: string pattern } like] } } when !pattern.Contains('\\') =>
            new(Sql.Of($"{Print(text).At(Precedence.Operator)} NOT LIKE {Print(like).Sql}"), Precedence.Comparison),
        UnaryExpr { Operator: UnaryOperator.Not } e => new(Sql.Of($"NOT {Print(e.Operand).At(Precedence.Comparison)}"), Precedence.Not),
        // A sign takes an atom, so that two never meet as the comment --.
        UnaryExpr e => new(Sql.Of($"-{(e.Operand is LiteralExpr ? Sql.Of($"({Print(e.Operand).Sql})") : Print(e.Operand).AsAtom)}"), Precedence.Unary),
        ArithmeticExpr e => dialect.Arithmetic(e, Operand(e, e.Left, e.Right), Operand(e, e.Right, e.Left)),
        ComparisonExpr e => Comparison(e),
        DistinctExpr e => new(Sql.Of($"{Compared(e.Left, e.Right).At(Precedence.Operator)} IS {(e.IsNegated ? "NOT " : "")}DISTINCT FROM {Compared(e.Right, e.Left).At(Precedence.Operator)}"), Precedence.Comparison),
        LogicalExpr e => Logical(e),
        BetweenExpr e => new(Sql.Of($"{Print(e.Value).At(Precedence.Operator)} BETWEEN {Compared(e.Low, e.Value).At(Precedence.Operator)} AND {Compared(e.High, e.Value).At(Precedence.Operator)}"), Precedence.Comparison),
        IsNullExpr e => new(Sql.Of($"{Print(e.Operand).At(Precedence.Operator)} IS {(e.IsNegated ? "NOT " : "")}NULL"), Precedence.Comparison),
        InListExpr e => InList(e),
        SubqueryExpr e => Subquery(e),
        CaseExpr e => Case(e),
        CoalesceExpr e => SqlTerm.Atom($"COALESCE({Sql.Join(", ", blocks.Alike(e.Operands).Select(o => Print(o).Sql))})"),
        ConcatExpr e => Concat(e),
        CastExpr e => dialect.Cast(e, Argument(e.Operand)),
        FunctionExpr { Function: SqlFunction.Least or SqlFunction.Greatest or SqlFunction.MakeArray } e => dialect.Function(new FunctionCall(e.Function, [.. blocks.Alike(e.Arguments).Select(Argument)], e.Type)),
        FunctionExpr e => dialect.Function(new FunctionCall(e.Function, [.. e.Arguments.Select(Argument)], e.Type)),
        TemplateExpr e => Template(e),
        AggregateExpr e => Aggregate(e),
        WindowExpr e when dialect.Windowed(e) is var window && !ReferenceEquals(window, e) => Print(window),
        WindowExpr { Function: AggregateExpr e } window => Aggregate(e, windows.Print(window)),
        WindowExpr { Function: WindowFunctionExpr { Function: WindowFunction.FirstNotNull or WindowFunction.LastNotNull } e } window => NotNullValue(e, window),
        WindowExpr { Function: WindowFunctionExpr e } window => SqlTerm.Atom($"{WindowPrinter.Name(e.Function)}({Sql.Join(", ", e.Arguments.Select(WindowArgument))}) OVER ({windows.Print(window)})"),
        _ => throw new InvalidOperationException($"A {expr.GetType().Name} can't be printed; a pass should have replaced it."),
    };

    /// <summary>Notes what a SELECT groups by: to an engine only the very same expression is a key. Gives those that are new.</summary>
    public IReadOnlyList<Expr> Enter(SelectBlock block) => [.. (block.GroupBy ?? []).Where(keys.Add)];

    /// <summary>Forgets keys when their SELECT is printed.</summary>
    public void Leave(IReadOnlyList<Expr> entered) => keys.ExceptWith(entered);

    /// <summary>An item of a SELECT list: there a constant needs its type, or the column gets another one.</summary>
    public Sql PrintItem(Expr expr) => expr is LiteralExpr literal ? dialect.TypedLiteral(literal).Sql : Print(expr).Sql;

    /// <summary>An item of a SELECT list whose type is that of all rows that a recursion adds later.</summary>
    public Sql PrintTyped(Expr expr) => HasOpenType(expr) ? Sql.Of($"CAST({Print(expr).Sql} AS {dialect.TypeName(expr.Type)})") : PrintItem(expr);

    /// <summary>Whether the engine's type may be narrower than the column's: a text of so many characters, what is computed of small integers.</summary>
    public static bool HasOpenType(Expr expr) =>
        expr.Type.Kind == SqlTypeKind.Text || (expr.Type.Kind == SqlTypeKind.Int64 && expr is not (ColumnExpr or LiteralExpr or CastExpr));

    /// <summary>A grouping key: a constant there would mean a column's position, to DuckDB 1.5 also one that is computed.</summary>
    public Sql PrintKey(Expr expr) =>
        !expr.AllColumns().Any() && expr is not CastExpr ? Sql.Of($"CAST({Print(expr).Sql} AS {dialect.TypeName(expr.Type)})") : Print(expr).Sql;

    /// <summary>A value whose order counts.</summary>
    public Sql PrintOrdered(Expr expr) => IsConstant(expr) ? Sql.Of($"CAST({Constant(expr)})") : dialect.Ordered(Argument(expr)).Sql;

    // A constant in an order would be a column's place, or is refused by DuckDB 1.5; only its type can matter, to a frame.
    Sql Constant(Expr expr) => expr.Type is { Kind: SqlTypeKind.Decimal, Precision: 0 } or { Kind: SqlTypeKind.Null }
        ? Sql.Of($"0 AS {dialect.TypeName(SqlType.Int32)}")
        : Sql.Of($"{Print(expr).Sql} AS {dialect.TypeName(expr.Type)}");

    static bool IsConstant(Expr expr) => !Correlation.Nodes(expr).Any(e => e is ColumnExpr or AggregateExpr or WindowExpr or TemplateExpr);

    /// <summary>A key of an order, with its direction and where nulls go.</summary>
    public Sql PrintSortKey(SortKey key, Sql? name = null)
    {
        // C# sorts null before everything; engines differ, and Postgres puts it last.
        var nulls = !key.Expr.IsNullable ? "" : key.IsDescending ? " NULLS LAST" : " NULLS FIRST";
        return Sql.Of($"{name ?? PrintOrdered(key.Expr)}{(key.IsDescending ? " DESC" : "")}{nulls}");
    }

    SqlTerm Aggregate(AggregateExpr e, Sql? window = null)
    {
        var filter = e.Filter is null ? null : Print(e.Filter).Sql;
        return e.Function switch
        {
            AggregateFunction.StringJoin => dialect.StringJoin(Collected(e).Sql, dialect.Quoted(e.Separator!), Order(e), filter, e.IsDistinct),
            AggregateFunction.First => dialect.First(new(SqlTerm.Atom(WindowArgument(e.Argument!)), e.Argument!), Order(e), e.Order, key => PrintOrdered(key), filter),
            AggregateFunction.ToArray => dialect.ToArray(Collected(e), Order(e), filter, e.IsDistinct),
            _ => dialect.Aggregate(e, e.Argument is null ? null : Aggregated(e.Argument), filter, window),
        };
    }

    // Different values are ordered by what is written of them, and by nothing else.
    SqlArgument Collected(AggregateExpr e) => new(SqlTerm.Atom(e.IsDistinct ? PrintOrdered(e.Argument!) : WindowArgument(e.Argument!)), e.Argument!);

    Sql Order(AggregateExpr e) => Sql.Join(", ", e.Order.Select(k => PrintSortKey(k)));

    // An engine chooses among its aggregates by the argument's type, which a bare null does not have.
    SqlArgument Aggregated(Expr expr) => expr is LiteralExpr { Value: null } none ? new(dialect.TypedLiteral(none), expr) : Argument(expr);

    SqlTerm NotNullValue(WindowFunctionExpr e, WindowExpr window)
    {
        var reversed = window with { Order = window.Order.Select(key => key with { IsDescending = !key.IsDescending }).ToEquatableArray(), Frame = window.Frame?.Reversed() };
        return dialect.NotNullValue(e.Function == WindowFunction.LastNotNull, WindowArgument(e.Arguments[0]), window.Frame, windows.Print(window), windows.Print(reversed));
    }

    // The function's type is its argument's; to Postgres 15 a text literal has none until something asks for text.
    Sql WindowArgument(Expr expr) => expr is LiteralExpr { Type.Kind: SqlTypeKind.Text } text
        ? Sql.Of($"CAST({dialect.Literal(text).Sql} AS {dialect.TypeName(text.Type)})")
        : Aggregated(expr).Sql;

    SqlArgument Argument(Expr expr) => new(Print(expr), expr);

    // Beside a decimal an integer becomes an exact one by itself. Division is left alone: integers divide differently.
    SqlArgument Operand(ArithmeticExpr e, Expr operand, Expr other) =>
        e.Operator != ArithmeticOperator.Modulo && PlainDouble(operand, other) is { } number
            ? new(number, operand)
            : e.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract or ArithmeticOperator.Multiply
        && IntegerAsDecimal(operand) is { } integer && IsDecimal(other)
            ? Argument(integer)
            : Argument(operand);

    // Beside a double a number of few digits becomes that very double by itself.
    static SqlTerm? PlainDouble(Expr expr, Expr other)
    {
        const double Exact = 1e15;
        if (expr is not LiteralExpr { Value: double value, Type.Kind: SqlTypeKind.Double } || other is LiteralExpr || other.Type.Kind != SqlTypeKind.Double)
            return null;
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        const int MostDigits = 15;
        return Math.Abs(value) is > 0 and < Exact && !digits.Contains('E') && digits.Count(char.IsDigit) <= MostDigits
            ? new SqlTerm(Sql.Text(digits), value < 0 ? Precedence.Unary : Precedence.Atom)
            : null;
    }

    Expr? IntegerAsDecimal(Expr expr) => keys.Contains(expr) ? null : expr switch
    {
        CastExpr { Type: { Kind: SqlTypeKind.Decimal, Precision: 0 }, Operand: { Type.IsInteger: true } integer } => integer,
        LiteralExpr { Type: { Kind: SqlTypeKind.Decimal, Precision: 0 }, Value: decimal value } when value == decimal.Truncate(value) && Math.Abs(value) < long.MaxValue =>
            new LiteralExpr((long)value, SqlType.Int64),
        _ => null,
    };

    bool IsDecimal(Expr expr) => expr.Type.Kind == SqlTypeKind.Decimal && IntegerAsDecimal(expr) is null;

    SqlTerm Template(TemplateExpr e)
    {
        var template = e.Templates.FirstOrDefault(t => t.Engine == dialect.Name) ?? e.Templates.FirstOrDefault(t => t.Engine is null)
            ?? throw new UnsupportedSqlException(dialect.Name, $"compute {e.Name}, which [Sql] maps for other engines only", $"add [Sql(\"…\", Engine = \"{dialect.Name}\")] to it");
        // In parentheses, for nobody knows how tight its outermost operator binds.
        return new(Sql.Join("", template.Pieces().Select(p => p.Argument is { } n ? Sql.Verbatim(p.Text) + Print(e.Arguments[n]).AsAtom : Sql.Verbatim(p.Text))), Precedence.Or);
    }

    SqlTerm Comparison(ComparisonExpr e)
    {
        var isOrdering = e.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);
        var left = isOrdering && e.Left.Type.Kind == SqlTypeKind.Text ? dialect.Ordered(Argument(e.Left)) : Compared(e.Left, e.Right);
        // One side with an explicit collation decides for both.
        var right = Compared(e.Right, e.Left);
        var symbol = e.Operator switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "<>",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            _ => ">=",
        };
        return new(Sql.Of($"{left.At(Precedence.Operator)} {symbol} {right.At(Precedence.Operator)}"), Precedence.Comparison);
    }

    // Beside a decimal to compare with, a whole number is one by itself, and beside a whole number one of more digits.
    SqlTerm Compared(Expr e, Expr other) =>
        PlainDouble(e, other) is { } number ? number
        : IsDecimal(other) && IntegerAsDecimal(e) is { } integer ? Print(integer)
        : e is CastExpr { Type.IsInteger: true, Operand: { Type.IsInteger: true } narrow } wide && wide.Type.Kind >= narrow.Type.Kind && other.Type.IsInteger && !keys.Contains(e) ? Print(narrow)
        : Print(e);

    SqlTerm Logical(LogicalExpr e)
    {
        var (precedence, symbol) = e.Operator == LogicalOperator.And ? (Precedence.And, "AND") : (Precedence.Or, "OR");
        // AND inside OR needs no parentheses, but readers do.
        var least = e.Operator == LogicalOperator.And ? Precedence.And : Precedence.Not;
        var operands = BetweenExpr.Pair(Operands(e, e.Operator));
        if (operands is [var only])
            return Print(only);
        Sql[] printed = [.. operands.Select(o => Print(o).At(least))];
        var isLong = printed.Any(p => p.IsMultiline) || printed.Sum(p => p.Length) > LineWidth;
        return new(Sql.Join((isLong ? "\n" : " ") + symbol + " ", printed), precedence);
    }

    static IEnumerable<Expr> Operands(Expr expr, LogicalOperator op) =>
        expr is LogicalExpr e && e.Operator == op ? Operands(e.Left, op).Concat(Operands(e.Right, op)) : [expr];

    SqlTerm InList(InListExpr e) =>
        new(Sql.Of($"{Print(e.Operand).At(Precedence.Operator)} {(e.IsNegated ? "NOT " : "")}IN ({Sql.Join(", ", e.Values.Select(v => Compared(v, e.Operand).Sql))})"), Precedence.Comparison);

    SqlTerm Subquery(SubqueryExpr e)
    {
        var query = Sql.Of($"(\n    {blocks.Print(e.Block, isNamed: false).Indented()}\n)");
        return e switch
        {
            InBlockExpr i => new(Sql.Of($"{Print(i.Operand).At(Precedence.Operator)} {(i.IsNegated ? "NOT " : "")}IN {query}"), Precedence.Comparison),
            ExistsBlockExpr { IsNegated: true } => new(Sql.Of($"NOT EXISTS {query}"), Precedence.Not),
            ExistsBlockExpr => SqlTerm.Atom(Sql.Of($"EXISTS {query}")),
            _ => SqlTerm.Atom(query),
        };
    }

    SqlTerm Case(CaseExpr e)
    {
        var results = blocks.Alike([.. e.Branches.Select(b => b.Result), e.Else]);
        Sql[] branches = [
            .. e.Branches.Select((b, i) => Sql.Of($"WHEN {Print(b.Condition).Sql.Indented()} THEN {Print(results[i]).Sql}")),
            .. e.Else is LiteralExpr { Value: null } ? Array.Empty<Sql>() : [Sql.Of($"ELSE {Print(results[^1]).Sql}")]];
        var line = Sql.Of($"CASE {Sql.Join(" ", branches)} END");
        return SqlTerm.Atom(line.Length <= LineWidth && !line.IsMultiline
            ? line
            : Sql.Of($"CASE\n    {Sql.Join("\n", branches).Indented()}\nEND"));
    }

    SqlTerm Concat(ConcatExpr e) => e.Parts.Count switch
    {
        0 => dialect.Literal(LiteralExpr.Text("")),
        1 => Print(e.Parts[0]),
        _ => new(Sql.Join(" || ", e.Parts.Select(p => Print(p).At(Precedence.Unary))), Precedence.Operator),
    };
}
