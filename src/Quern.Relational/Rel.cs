namespace Quern.Relational;

/// <summary>
/// A relation. Those that have an alias bind their columns to it, and expressions above refer to them as
/// <see cref="ColumnExpr"/> of that alias; the others pass on what their input binds. Aliases are unique in a query.
/// </summary>
internal abstract record Rel;

/// <summary>A column's name and how it is made.</summary>
internal sealed record NamedExpr(string Name, Expr Expr);

/// <summary>All rows of a source or a model.</summary>
internal sealed record ScanRel(string RelationId, string Alias) : Rel
{
    /// <summary>The columns that its declaration says identify a row; empty when it says none.</summary>
    public EquatableArray<string> Key { get; init; } = [];
}

/// <summary>
/// A query with a name of its own: a CTE. All uses of one name have one body; each use has its own alias. As a join's right
/// side it may refer to the left one's row, and then is asked for each of them: a lateral join.
/// </summary>
internal sealed record NamedRel(string Name, Rel Body, string Alias) : Rel;

internal sealed record FilterRel(Rel Input, Expr Predicate) : Rel;

internal enum JoinKind
{
    Inner,
    Left,

    /// <summary>Columns of either side may be null.</summary>
    Full,
    Cross,
}

/// <summary>Binds what both sides bind; after a left join the right side's columns may be null. <see cref="On"/> is null for a cross join only, and true for a lateral left one.</summary>
internal sealed record JoinRel(JoinKind Kind, Rel Left, Rel Right, Expr? On) : Rel
{
    /// <summary>Whether a left row meets one right row at most, by how the right side was made; false where only keys could tell.</summary>
    public bool IsSingle { get; init; }
}

/// <summary>One row per combination of the keys, or one row in all when there is no key; binds keys and aggregates to its alias.</summary>
internal sealed record AggregateRel(Rel Input, EquatableArray<NamedExpr> Keys, EquatableArray<NamedExpr> Aggregates, string Alias) : Rel
{
    /// <summary>Over which of the keys rows are grouped. Where it is not <see cref="GroupingSets.All"/>, a key that a group is not by is null in it.</summary>
    public GroupingSets Sets { get; init; }

    /// <summary>The sets where they are <see cref="GroupingSets.Listed"/>: for each key a bit, the lowest for the first; else none.</summary>
    public EquatableArray<int> ListedSets { get; init; } = [];
}

internal enum GroupingSets
{
    /// <summary>By all keys.</summary>
    All,

    /// <summary>By all keys, by all but the last, and so on down to none.</summary>
    Rollup,

    /// <summary>By every subset of the keys.</summary>
    Cube,

    /// <summary>By some subsets of the keys.</summary>
    Listed,
}

/// <summary>Computes columns and binds them to its alias.</summary>
internal sealed record ProjectRel(Rel Input, EquatableArray<NamedExpr> Columns, string Alias) : Rel;

/// <summary>Each row once. Its input is a <see cref="ProjectRel"/>, whose alias stays bound.</summary>
internal sealed record DistinctRel(Rel Input) : Rel;

internal enum SetOperator
{
    UnionAll,
    Union,

    /// <summary>Rows of both sides, each once.</summary>
    Intersect,

    /// <summary>Rows of the left side that the right side has not, each once.</summary>
    Except,
}

/// <summary>The rows of two projections with the same column names and types; binds them to its alias.</summary>
internal sealed record SetRel(SetOperator Operator, Rel Left, Rel Right, string Alias) : Rel;

/// <summary>
/// The rows of the seed, those that the step makes of them, those that it makes of these, and so on; binds them to its alias.
/// Both sides are projections with the same column names and types. The step reads the rows before through one
/// <see cref="PreviousRel"/>, under filters and joins that keep it alone.
/// </summary>
/// <param name="Seed">The first rows.</param>
/// <param name="Step">The rows that follow from those before.</param>
/// <param name="MaxDepth">How many times the step may give rows; once more is an error.</param>
/// <param name="Alias">What its columns are bound to.</param>
internal sealed record RecurseRel(Rel Seed, Rel Step, int MaxDepth, string Alias) : Rel;

/// <summary>In the step of a recursion, the rows that the step before gave.</summary>
/// <param name="Recursion">The recursion's alias.</param>
/// <param name="Columns">The recursion's columns, bound to this alias.</param>
/// <param name="Alias">What they are bound to.</param>
internal sealed record PreviousRel(string Recursion, EquatableArray<NamedExpr> Columns, string Alias) : Rel;

internal sealed record SortKey(Expr Expr, bool IsDescending);

/// <summary>Rows in C#'s order (nulls first when ascending) and, when given, only some of them. Without a count it only orders the last result.</summary>
internal sealed record SortRel(Rel Input, EquatableArray<SortKey> Keys, long? Skip, long? Take) : Rel;

/// <summary>
/// The rows of an input that changed since a high-water mark. The pass <c>SelectAllRows</c> drops it for a full build;
/// <c>SelectChangedRows</c> turns it into a filter for an incremental one.
/// </summary>
internal sealed record ChangedRel(Rel Input, Expr Condition) : Rel;
