namespace Quern.Relational;

/// <summary>Rows that a query makes itself, of constants or of a value at hand. As a join's right side it may refer to the left one's row.</summary>
internal abstract record MadeRel(string Alias) : Rel
{
    /// <summary>The columns that it binds to its alias.</summary>
    public abstract IReadOnlyList<NamedExpr> Columns { get; }

    protected NamedExpr Column(string name, SqlType type, bool isNullable = false) => new(name, new ColumnExpr(Alias, name, type, isNullable));
}

/// <summary>A list of rows of constants; at least one. The first row's literals say the types, also those that are null.</summary>
internal sealed record ValuesRel(EquatableArray<string> Names, EquatableArray<EquatableArray<LiteralExpr>> Rows, string Alias) : MadeRel(Alias)
{
    public override IReadOnlyList<NamedExpr> Columns =>
        [.. Names.Select((name, i) => Column(name, Rows[0][i].Type, Rows.Any(row => row[i].IsNullable)))];
}

/// <summary>The whole numbers from one to another, both included; none when the last is less than the first.</summary>
internal sealed record SeriesRel(Expr First, Expr Last, string Alias) : MadeRel(Alias)
{
    public const string Number = "value";

    public override IReadOnlyList<NamedExpr> Columns => [Column(Number, SqlType.Int64)];
}

/// <summary>The items of an array, and their places from 1. Of a JSON document those of the array that it is, JSON's null among them. None of any other document, or of null.</summary>
internal sealed record UnnestRel(Expr Array, string Alias) : MadeRel(Alias)
{
    public const string Position = "index";
    public const string Item = "value";

    public override IReadOnlyList<NamedExpr> Columns => [Column(Position, SqlType.Int64), Array.Type.Kind == SqlTypeKind.Array ? Column(Item, Array.Type.Element, Array.Type.HasNullableElements) : Column(Item, SqlType.Json)];
}
