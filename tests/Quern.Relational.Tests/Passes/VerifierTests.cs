using Quern.Relational.Passes;
using Quern.Relational.Tests.Engines;
using static Quern.Relational.Tests.Queries;

namespace Quern.Relational.Tests.Passes;

public class VerifierTests
{
    static readonly Rel Rows = Shop.OrderRows();
    static readonly Expr Id = Shop.Long("o", "id");

    public static TheoryData<string, string> Broken => new()
    {
        { "unbound", "x.id is used where x is not bound" },
        { "unknown column", "p has no column y" },
        { "two names", "two columns of p are named X" },
        { "both sides", "both sides of a join bind o" },
        { "shadowed", "o shadows an alias of an outer query" },
        { "types", "Equal compares int64 with text" },
        { "filter", "a filter needs boolean, not int64" },
        { "aggregate", "an aggregate stands outside an aggregation" },
        { "set columns", "the sides of u have different columns" },
        { "set types", "u.x is int64 on one side and text on the other" },
        { "step", "the step of r, and it alone, reads the rows before once" },
        { "names", "the name n stands for more than one query" },
        { "join", "a Left join has no condition" },
        { "branch", "CASE needs text, not int64" },
        { "cte", "o.id is used where o is not bound" },
    };

    static Rel Query(string rule) => rule switch
    {
        "unbound" => Select(Rows, "p", ("x", Shop.Long("x", "id"))),
        "unknown column" => Select(Select(Rows, "p", ("x", Id)), "q", ("y", Shop.Long("p", "y"))),
        "two names" => Select(Select(Rows, "p", ("x", Id), ("X", Id)), "q", ("x", Shop.Long("p", "x"))),
        "both sides" => Select(new JoinRel(JoinKind.Inner, Rows, Rows, Eq(Id, Id)), "p", ("x", Id)),
        "shadowed" => Select(Where(Rows, new ExistsExpr(Where(Rows, Gt(Id, Long(1))), false)), "p", ("x", Id)),
        "types" => Select(Where(Rows, Eq(Id, LiteralExpr.Text("x"))), "p", ("x", Id)),
        "filter" => Select(Where(Rows, Id), "p", ("x", Id)),
        "aggregate" => Select(Rows, "p", ("x", Count())),
        "set columns" => new SetRel(SetOperator.Union, Select(Rows, "p", ("x", Id)), Select(Rows, "q", ("y", Id)), "u"),
        "set types" => new SetRel(SetOperator.Union, Select(Rows, "p", ("x", Id)), Select(Rows, "q", ("x", LiteralExpr.Text("y"))), "u"),
        "step" => Select(new RecurseRel(Select(Rows, "p", ("x", Id)), Select(Shop.ItemRows(), "q", ("x", Shop.Long("i", "id"))), 9, "r"), "s", ("x", Shop.Long("r", "x"))),
        "names" => Select(new JoinRel(JoinKind.Cross, new NamedRel("n", Select(Rows, "p", ("x", Id)), "a"), new NamedRel("n", Select(Rows, "p", ("y", Id)), "b"), null), "q", ("x", Shop.Long("a", "x"))),
        "join" => Select(new JoinRel(JoinKind.Left, Rows, Shop.ItemRows(), null), "p", ("x", Id)),
        "branch" => Select(Rows, "p", ("x", new CaseExpr([new(LiteralExpr.True, Id)], LiteralExpr.Text(""), SqlType.Text, false))),
        _ => Select(new JoinRel(JoinKind.Cross, NamedItems, Rows, null), "q", ("x", Id)),
    };

    static NamedRel NamedItems => new("n", Select(Where(Shop.ItemRows(), Eq(Shop.Long("i", "order_id"), Id)), "p", ("x", Shop.Long("i", "id"))), "m");

    [Theory]
    [MemberData(nameof(Broken))]
    public void Verifying_a_broken_query_says_what_is_wrong(string rule, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(() => Verifier.Verify(Query(rule))).Message);

    [Fact]
    public void Named_query_beside_a_row_sees_it() =>
        Verifier.Verify(Select(new JoinRel(JoinKind.Cross, Rows, NamedItems, null), "q", ("x", Id)));

    [Fact]
    public void Named_query_in_a_subquery_sees_outer_aliases() =>
        Verifier.Verify(Select(Where(Rows, new ExistsExpr(NamedItems, false)), "q", ("x", Id)));

    [Fact]
    public void Correlated_subquery_sees_outer_aliases() =>
        Verifier.Verify(Select(Where(Rows, new ExistsExpr(Where(Shop.ItemRows(), Eq(Shop.Long("i", "order_id"), Id)), false)), "p", ("x", Id)));
}
