namespace Quern.Relational;

/// <summary>What a row's place among the rows of its partition tells.</summary>
internal enum WindowFunction
{
    /// <summary>() → int64, from 1.</summary>
    RowNumber,
    Rank,
    DenseRank,

    /// <summary>() → double, from 0 to 1.</summary>
    PercentRank,
    CumeDist,

    /// <summary>(int32 literal buckets) → int64, from 1.</summary>
    Ntile,

    /// <summary>(value, int32 literal places) → the value there; null outside of the partition.</summary>
    Lag,
    Lead,

    /// <summary>(value) → the value of the frame's first row; null when it has none.</summary>
    First,
    Last,

    /// <summary>(value) → the first value of the frame that is not null; null when there is none.</summary>
    FirstNotNull,
    LastNotNull,

    /// <summary>(value, int32 literal place from 1) → the value of that row of the frame; null when it has fewer.</summary>
    Nth,
}

/// <summary>A window function; only inside a <see cref="WindowExpr"/>.</summary>
internal sealed record WindowFunctionExpr(WindowFunction Function, EquatableArray<Expr> Arguments, SqlType Type, bool IsNullable) : Expr(Type, IsNullable);

/// <summary>Which rows around a row count: by places, or by the distance of the only key. A null bound is none; a negative one lies on the other side.</summary>
internal sealed record WindowFrame(bool IsRange, long? Preceding, long? Following)
{
    /// <summary>The same rows, seen in the opposite order.</summary>
    public WindowFrame Reversed() => new(IsRange, Following, Preceding);

    /// <summary>Whether the row at hand is always in it, so that it is never empty.</summary>
    public bool HasCurrentRow => Preceding is null or >= 0 && Following is null or >= 0;
}

/// <summary>
/// A window function or an aggregate over the rows of the row's partition; only in columns. Without a frame an aggregate is over
/// all of them, and <paramref name="Order"/> is empty then.
/// </summary>
internal sealed record WindowExpr(Expr Function, EquatableArray<Expr> Partition, EquatableArray<SortKey> Order, WindowFrame? Frame)
    : Expr(Function.Type, Function.IsNullable);
