using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>A use of an aggregate.</summary>
/// <param name="Operation">Where it is used.</param>
/// <param name="Group">The rows.</param>
/// <param name="Type">The type of the result; null where it is none of a column.</param>
/// <param name="Selected">The values that a lambda gives of one of the rows.</param>
internal sealed record AggregateCall(IInvocationOperation Operation, GroupShape Group, SqlType? Type, Func<IOperation, IReadOnlyList<Expr>> Selected)
{
    /// <summary>An argument by its place.</summary>
    public IOperation Argument(int ordinal) => Operation.Arguments.First(a => a.Parameter!.Ordinal == ordinal).Value;

    /// <summary>The one value that the lambda at a place gives.</summary>
    public Expr Value(int ordinal) => Selected(Argument(ordinal)) is [var only]
        ? only
        : throw TranslationException.Syntax(Argument(ordinal), $"'{Argument(ordinal).Syntax}', which gives a row,", "give one value");

    /// <summary>As <see cref="Value"/>, of a value that is compared with others.</summary>
    public Expr Comparable(int ordinal) => Value(ordinal) is { Type.Kind: not SqlTypeKind.Array } value
        ? value
        : throw new TranslationException(Descriptors.ComparedArrays, Operation.Syntax.GetLocation(), Operation.TargetMethod.Name, "aggregate values");

    /// <summary>Whether the aggregate of a value may be null: of nulls only, or of no rows.</summary>
    public bool MayBeNull(Expr value) => value.IsNullable || Group.MayBeEmpty;

    /// <summary>The call on all rows, where only whether some are there, or which is the least, counts.</summary>
    public AggregateCall WithRepeated => Group.IsDistinct ? this with { Group = Group.Of(Group.Element, isDistinct: false) } : this;

    /// <summary>The aggregate of the rows that count.</summary>
    /// <param name="aggregate">Its filter is what the call itself asks for.</param>
    public Expr Of(AggregateExpr aggregate) => Group.Add((Group.IsDistinct ? Distinct(aggregate) : aggregate) with
    {
        Filter = Group.Filter is { } some && aggregate.Filter is { } more ? Exprs.And(some, more) : aggregate.Filter ?? Group.Filter,
    });

    AggregateExpr Distinct(AggregateExpr aggregate)
    {
        var value = ((ScalarShape)Group.Element).Expr;
        return aggregate.Function switch
        {
            AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.Any or AggregateFunction.All => aggregate,
            AggregateFunction.Count when aggregate.IsDistinct => aggregate,
            // COUNT passes over null, which is a value of its own to C#.
            AggregateFunction.Count when value.IsNullable => throw Refused("use CountDistinct, which does not count null"),
            AggregateFunction.Count => aggregate with { Argument = value, IsDistinct = true },
            AggregateFunction.Sum or AggregateFunction.Average or AggregateFunction.StringJoin or AggregateFunction.ToArray =>
                aggregate.Argument != value ? throw Refused("aggregate the very value, as in 'value => value', and select before Distinct what is made of it")
                : aggregate.Order.Any(key => key.Expr != value) ? throw Refused("order different values by themselves")
                : aggregate with { IsDistinct = true },
            _ => throw Refused("group by the value first, and aggregate the groups"),
        };
    }

    /// <summary>An aggregate of one value, or of rows.</summary>
    public Expr Of(AggregateFunction function, Expr? value, SqlType type, bool isNullable) => Of(new AggregateExpr(function, value, false, null, type, isNullable));

    /// <summary>The error for a use that has no SQL, on the member's name.</summary>
    public TranslationException Refused(string instead) => TranslationException.Member(Operation, Operation.TargetMethod, instead);
}
