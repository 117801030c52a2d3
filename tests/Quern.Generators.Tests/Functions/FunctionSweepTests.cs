using System.Reflection;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Tests.Functions;

/// <summary>Nothing that has SQL is left out of the table, and so of its documentation and its runs on the engines.</summary>
public sealed class FunctionSweepTests
{
    // Written by operators of queries (ranges, unnested arrays, recursions), by data tests of arrays, and the time of a run.
    static readonly SqlFunction[] OfRelations = [SqlFunction.SeriesNumber, SqlFunction.ItemPosition, SqlFunction.ItemValue, SqlFunction.NextStep, SqlFunction.HoldsOther, SqlFunction.Now];

    static readonly string[] NoFunctions = ["ToString", "Equals", "GetHashCode", "GetType"];

    static IEnumerable<Expr> InFunctions => FunctionExamples.All.Values.SelectMany(e => e.Column.Expr.SelfAndDescendants());

    static IEnumerable<Expr> InAggregates => AggregateExamples.All.Values.SelectMany(e => e.Query.SelfAndDescendants()).SelectMany(r => r.AllExpressions());

    [Fact]
    public void Functions_of_the_ir_have_an_example_each() => Assert.Equal(
        Enum.GetValues<SqlFunction>().Except(OfRelations).Order(), InFunctions.OfType<FunctionExpr>().Select(f => f.Function).Distinct().Order());

    [Fact]
    public void Operators_of_the_ir_have_an_example_each()
    {
        Assert.Equal(Enum.GetValues<ArithmeticOperator>(), InFunctions.OfType<ArithmeticExpr>().Select(e => e.Operator).Distinct().Order());
        Assert.Equal(Enum.GetValues<ComparisonOperator>(), InFunctions.OfType<ComparisonExpr>().Select(e => e.Operator).Distinct().Order());
        Assert.Equal(Enum.GetValues<LogicalOperator>(), InFunctions.OfType<LogicalExpr>().Select(e => e.Operator).Distinct().Order());
        Assert.Equal(Enum.GetValues<UnaryOperator>(), InFunctions.OfType<UnaryExpr>().Select(e => e.Operator).Distinct().Order());
    }

    // Grouping is of the keys of subtotals, Shared of what a dialect makes of First.
    [Fact]
    public void Aggregates_and_window_functions_of_the_ir_have_an_example_each()
    {
        Assert.Equal(
            Enum.GetValues<AggregateFunction>().Except([AggregateFunction.Grouping, AggregateFunction.Shared]).Order(), InAggregates.OfType<AggregateExpr>().Select(a => a.Function).Distinct().Order());
        Assert.Equal(Enum.GetValues<WindowFunction>(), InAggregates.OfType<WindowFunctionExpr>().Select(f => f.Function).Distinct().Order());
    }

    [Fact]
    public void Public_functions_of_Quern_have_a_row_each()
    {
        var rows = FunctionTable.Groups.SelectMany(g => g.Rows).SelectMany(r => r.Members).Select(m => m.Split('(')[0]).ToHashSet(StringComparer.Ordinal);
        var functions = new[] { typeof(Sql), typeof(Json) }.SelectMany(type => type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && !NoFunctions.Contains(m.Name) && !IsQuery(m.ReturnType)).Select(m => $"{type.Name}.{m.Name}"));

        Assert.Empty(functions.Distinct().Except(rows));
    }

    [Fact]
    public void Public_aggregates_and_window_functions_have_a_row_each()
    {
        var rows = FunctionTable.Aggregates.Select(r => r.Member).Concat(FunctionTable.WindowFunctions.Select(r => r.Member)).Select(m => m.Split('(')[0]).ToHashSet(StringComparer.Ordinal);
        // A condition on a query's rows, and their list where the query runs in memory.
        string[] others = [nameof(Query<>.Contains), nameof(Query<>.ToList), nameof(Query<>.GetEnumerator)];
        var aggregates = new[] { typeof(Grouping<,>), typeof(Query<>), typeof(OrderedWindow<>), typeof(WindowFrame<>) }.SelectMany(type => type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && !NoFunctions.Contains(m.Name) && !IsQuery(m.ReturnType)).Select(m => m.Name));

        Assert.Empty(aggregates.Distinct().Except(others).Except(rows));
    }

    public static TheoryData<string> Engines => [.. SqlDialects.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Rows_run_on_an_engine_unless_it_is_known_not_to_have_them(string engine)
    {
        var dialect = SqlDialects.All.Single(d => d.Name == engine);
        string[] missing = engine == "snowflake"
            ?
            [
                "array.Contains(a) of null", "string.Join(separator, array) of null",
                "operator decimal(double)", "Sql.ParseGuid(string)",
            ]
            : [];

        var refused = FunctionExamples.All.Where(e => !Compiles(FunctionExamples.Query(e.Value, [0]))).Select(e => e.Key)
            .Concat(AggregateExamples.All.Where(e => !Compiles(e.Value.Query)).Select(e => $"{e.Key}"));

        Assert.Equal(missing, refused);

        bool Compiles(Rel query)
        {
            try
            {
                return SqlCompiler.Compile(query, dialect, RowSelection.All) is not null;
            }
            catch (UnsupportedSqlException)
            {
                return false;
            }
        }
    }

    static bool IsQuery(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Query<>) || definition == typeof(OrderedQuery<>) || definition == typeof(OrderedGrouping<>) || definition == typeof(OrderedWindow<>) || definition == typeof(WindowFrame<>)));
}
