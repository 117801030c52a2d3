using Quern.Relational;

namespace Quern.Generators.Parsing.Functions;

/// <summary>
/// Members of .NET or of Quern that mean one thing in SQL. A row drives the translation, the documentation (its example's
/// SQL on each engine) and the tests (its example over edge values, on each engine against what C# computes).
/// </summary>
/// <param name="Members">Signatures as <see cref="MemberSignature"/> reads them.</param>
/// <param name="Example">A C# expression over a row <c>x</c> that uses the first of them.</param>
/// <param name="Write">Gives the expression of the IR; for a method with an <c>out</c> parameter that of the parameter, null where the method returns false.</param>
internal sealed record FunctionRow(string[] Members, string Example, Func<FunctionCall, Expr> Write)
{
    public FunctionRow(string member, string example, Func<FunctionCall, Expr> write)
        : this([member], example, write)
    {
    }

    /// <summary>A form of C# that the translator writes itself, listed for its documentation and tests.</summary>
    public static FunctionRow Syntax(string form, string example) =>
        new(form, example, _ => throw new InvalidOperationException($"{form} is no member.")) { IsSyntax = true };

    /// <summary>Whether it is no member but a form of C#.</summary>
    public bool IsSyntax { get; private init; }

    /// <summary>What readers must know: where SQL can't fail as C# does, or an engine has less room.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it counts positions in text, which Snowflake refuses while it runs where the text has characters of two UTF-16 units.</summary>
    public bool CountsUnits { get; init; }

    /// <summary>Whether a result that does not fit its type fails where it is stored only, on an engine whose integers are wider.</summary>
    public bool OverflowsWhenStored { get; init; }

    /// <summary>Whether the SQL gives a value where C# throws; the note says which.</summary>
    public bool IsLenient { get; init; }
}

/// <summary>Rows under one heading of the documentation.</summary>
internal sealed record FunctionGroup(string Title, IReadOnlyList<FunctionRow> Rows);
