using System.Collections;
using Quern;
using Quern.Registry;
using Quern.Warehouses;

namespace TpcH.Tests;

/// <summary>The very same methods over lists give the benchmark's answers too.</summary>
public class InMemoryTests(DuckDbPipeline pipeline) : IClassFixture<DuckDbPipeline>
{
    [Theory]
    [MemberData(nameof(AnswerTests.Queries), MemberType = typeof(AnswerTests))]
    public async Task Query_over_lists_gives_the_answer(string query)
    {
        var model = typeof(Q01).Assembly.GetType($"TpcH.{query.ToUpperInvariant()}", throwOnError: true)!;
        var define = model.GetMethod("Define")!;
        var inputs = new List<object>();
        foreach (var parameter in define.GetParameters())
            inputs.Add(await TableAsync(parameter.ParameterType.GenericTypeArguments[0].Name));
        var result = define.Invoke(null, [.. inputs])!;
        var rows = ((IEnumerable)result.GetType().GetMethod("ToList")!.Invoke(result, null)!).Cast<object>().ToList();
        var columns = model.GetProperties().Where(p => p.DeclaringType == model && p.CanWrite).ToList();

        var expected = Answer.Of(query);
        Assert.Equal(expected.Count, rows.Count);
        Assert.All(expected, (answer, i) => Assert.True(
            Answer.Equal(answer, [.. columns.Select(c => c.GetValue(rows[i]))]), $"should be {string.Join(" | ", answer)} and is {rows[i]}"));
    }

    async Task<object> TableAsync(string record) => record switch
    {
        nameof(Customer) => await RowsAsync<Customer>(),
        nameof(LineItem) => await RowsAsync<LineItem>(),
        nameof(Nation) => await RowsAsync<Nation>(),
        nameof(Order) => await RowsAsync<Order>(),
        nameof(Part) => await RowsAsync<Part>(),
        nameof(PartSupp) => await RowsAsync<PartSupp>(),
        nameof(Region) => await RowsAsync<Region>(),
        nameof(Supplier) => await RowsAsync<Supplier>(),
        _ => throw new ArgumentException($"There is no table of {record}.", nameof(record)),
    };

    async Task<Query<T>> RowsAsync<T>() where T : IRelation<T>
    {
        var relation = RelationRegistry.DefinitionOf<T>();
        await using var session = await pipeline.Warehouse.OpenAsync(TestContext.Current.CancellationToken);
        var columns = string.Join(", ", relation.Columns.Select(c => c.Name));
        return Query.Of(await session.QueryAsync(
            new SqlStatement($"SELECT {columns} FROM {relation.Schema}.{relation.Name}"), relation.ReadRow, TestContext.Current.CancellationToken));
    }
}
