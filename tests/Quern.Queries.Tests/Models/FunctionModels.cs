namespace Quern.Queries.Tests;

/// <summary>Helpers that are given functions.</summary>
public static class Given
{
    public static Query<T> LatestBy<T, TKey>(this Query<T> rows, Func<T, TKey> key, Func<T, DateTime> at) => rows.OrderByDescending(at).DistinctBy(key);

    public static long SumWhere<T>(Query<T> rows, Func<T, bool> condition, Func<T, long> value) => rows.Where(condition).Sum(row => value(row));

    public static TResult? Map<T, TResult>(this T? value, Func<T, TResult> map) where T : struct where TResult : struct => value == null ? null : map(value.Value);

    public static Query<T> Largest<T>(Query<T> rows, Func<T, long> value) => LatestOf(rows, value);

    static Query<T> LatestOf<T>(Query<T> rows, Func<T, long> value) => rows.Where(r => value(r) >= 250);
}

[Table(Schema = "given")]
public partial record HelpersWithFunctions
{
    public required string Status { get; init; }
    public required long Id { get; init; }
    public required long OfItsCustomer { get; init; }
    public long? Twice { get; init; }

    public static Query<HelpersWithFunctions> Define(Query<Order> orders)
    {
        const long Least = 5;
        Func<long, long> twice = n => n * 2;
        return
            from o in orders.LatestBy(o => o.Status, o => o.At)
            select new HelpersWithFunctions
            {
                Status = o.Status,
                Id = o.Id,
                OfItsCustomer = Given.SumWhere(orders.Where(x => x.CustomerId == o.CustomerId), x => x.Cents > Least && x.Status != o.Status, x => x.Cents),
                Twice = o.CustomerId.Map(twice),
            };
    }
}

[Table(Schema = "given")]
public partial record FunctionPassedOn
{
    [Key] public required long Id { get; init; }

    public static Query<FunctionPassedOn> Define(Query<Order> orders) => Given.Largest(orders, o => o.Cents).Select(o => new FunctionPassedOn { Id = o.Id });
}
