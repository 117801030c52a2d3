namespace Quern.Relational.Passes;

/// <summary>
/// Says with one CASE, or with COALESCE, what C# says with conditions inside conditions.
/// <code>
/// CASE WHEN a THEN 1 ELSE CASE WHEN b THEN 2 ELSE 3 END END   ⇒ CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END
/// CASE WHEN x IS NOT NULL THEN x ELSE y END                   ⇒ COALESCE(x, y)
/// CASE WHEN x IS NULL THEN y ELSE x END                       ⇒ COALESCE(x, y)
/// </code>
/// </summary>
internal sealed class MergeCases : QueryRewriter
{
    public static Rel Apply(Rel query) => new MergeCases().Rewrite(query);

    public override Expr Rewrite(Expr expr) => RewriteChildren(expr) switch
    {
        CaseExpr { Branches: [{ Condition: IsNullExpr test } only] } e when Optional(e, test, only) is { } merged => merged,
        CaseExpr { Else: CaseExpr inner } e => e with { Branches = [.. e.Branches, .. inner.Branches], Else = inner.Else },
        var rewritten => rewritten,
    };

    static CoalesceExpr? Optional(CaseExpr e, IsNullExpr test, CaseBranch only)
    {
        var (value, otherwise) = test.IsNegated ? (only.Result, e.Else) : (e.Else, only.Result);
        // Only where it is null does the other one count, also where that is null itself.
        return IsSame(value, test.Operand) && otherwise is not LiteralExpr { Value: null }
            ? new CoalesceExpr([test.Operand, .. otherwise is CoalesceExpr more ? more.Operands : [otherwise]], e.Type, otherwise.IsNullable)
            : null;
    }

    // Once tested, a column may count as one that is never null.
    static bool IsSame(Expr value, Expr tested) => value with { IsNullable = true } == tested with { IsNullable = true };
}
