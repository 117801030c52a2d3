using Quern.Differential.Tests.Programs;
using static Quern.Differential.Tests.OneProgram;

namespace Quern.Differential.Tests;

/// <summary>Queries that each row asks anew. Snowflake asks them once for all rows.</summary>
public sealed class LateralTests
{
    static readonly Node[] Numbers = [new("long", "o.Id"), new("long", "i.Id"), new("string?", "i.Product"), new("int?", "i.Discount")];

    static readonly Node[] Optional = [new("long", "o.Id"), new("bool", "i == null"), new("long?", "i?.Id"), new("int?", "i?.Discount")];

    [Theory]
    [InlineData("items.Where(i => i.Id <= o.Id).OrderByDescending(i => i.Id).Take(1)")]
    [InlineData("items.Where(i => i.Id <= o.Id && i.OrderId != o.Id).OrderBy(i => i.Quantity).ThenBy(i => i.Id).Skip(1).Take(2)")]
    [InlineData("items.Where(i => i.OrderId == o.Id).OrderBy(i => i.Quantity * o.Cents).ThenBy(i => i.Id).Take(1)")]
    [InlineData("items.Where(i => i.Id < o.Id).OrderBy(i => i.Id).Take(3).Where(i => i.Quantity < o.Cents)")]
    [InlineData("items.Where(i => i.Product != o.Note).OrderByDescending(i => i.Id).Skip(2)")]
    [InlineData("(from i in items join x in orders on i.OrderId equals x.Id where x.Cents >= o.Cents select i).OrderBy(i => i.Id).Take(2)")]
    [InlineData("items.Where(i => i.Id <= o.Id).Distinct()")]
    [InlineData("items.Where(i => i.Id <= o.Id).Concat(items.Where(i => i.OrderId == o.Id))")]
    public async Task Rows_of_each_row(string rows)
    {
        await SameAsync(Each($"from i in {rows}", Numbers));
        await SameAsync(Each($"from i in {rows}.DefaultIfEmpty()", Optional));
        await SameAsync(Each($"from i in {rows}.DefaultIfEmpty()\n            where i == null || i.Quantity > o.Id", Optional));
    }

    [Fact]
    public Task Values_of_both_rows() => SameAsync(Each(
        "from i in items.Where(i => i.Id <= o.Id).OrderByDescending(i => i.Id).Select(i => new { Sum = i.Quantity + o.Cents, i.Product }).Take(2)",
        [new("long", "o.Id"), new("long", "i.Sum"), new("string?", "i.Product")]));

    [Fact]
    public Task Different_values_for_each_row() =>
        SameAsync(Each("from i in items.Where(i => i.OrderId <= o.Id).Select(i => i.Quantity).Distinct()", [new("long", "o.Id"), new("int", "i")]));

    [Fact]
    public Task Groups_of_each_row() => SameAsync(Each(
        "from i in (from i in items where i.OrderId <= o.Id group i by i.Product into g where g.Count() > 0 select new { g.Key, Count = g.Count(), Cents = g.Sum(x => o.Cents) })",
        [new("long", "o.Id"), new("string?", "i.Key"), new("long", "i.Count"), new("long", "i.Cents")]));

    [Fact]
    public Task Totals_of_each_row() => SameAsync(Each(
        "from i in items.Where(i => i.OrderId <= o.Id).Aggregate(all => new { Count = all.Count(), Max = all.Max(i => i.Quantity), Cents = all.Sum(i => o.Cents), Products = all.Select(i => i.Product).Distinct().StringJoin(\",\", p => p, p => p) })",
        [new("long", "o.Id"), new("long", "i.Count"), new("int?", "i.Max"), new("long", "i.Cents"), new("string", "i.Products")]));

    [Fact]
    public Task Rows_of_rows_of_each_row() => SameAsync(Each(
        """
        from i in items.Where(i => i.Id <= o.Id).OrderByDescending(i => i.Id).Take(2)
                    from c in customers.Where(c => c.Id > i.Quantity && c.Id != o.CustomerId).OrderBy(c => c.Id).Take(1).DefaultIfEmpty()
                    where i.Id > 1 || c != null
        """,
        [.. Numbers, new("long?", "c?.Id")]));

    [Fact]
    public Task Rows_of_each_row_in_a_subquery() => SameAsync(new(
        "from c in customers", [], "", null, [],
        [
            new("long", "c.Id"),
            new("long", "(from o in orders from i in items.Where(i => i.Id <= o.Id).OrderByDescending(i => i.Id).Take(1) where o.CustomerId == c.Id select i).Count()"),
            new("bool", "(from o in orders from i in items.Where(i => i.Id <= o.Id).OrderByDescending(i => i.Id).Take(1) select i.OrderId).Contains(c.Id)"),
        ], "", null));

    [Fact]
    public Task Groups_over_rows_of_each_row() => SameAsync(new(
        "from o in orders from i in items.Where(i => i.Id <= o.Id).OrderByDescending(i => i.Id).Take(2)", [new("bool", "i.Quantity != 0")], "\n            group i by §key into g", new("bool", "o.IsOpen"), [],
        [new("bool", "g.Key"), new("long", "g.Sum(x => x.Quantity)")], "", null));

    [Theory]
    [InlineData("long", "orders.Where(x => x.Day < o.Day).Sum(x => x.Cents * o.Cents)")]
    [InlineData("long", "items.Where(i => i.OrderId == o.Id).Sum(i => i.Quantity + o.Cents)")]
    [InlineData("long", "items.Where(i => i.Id + o.Id > 5).Count()")]
    [InlineData("long", "items.Where(i => i.Id <= o.Id).OrderByDescending(i => i.Quantity).ThenBy(i => i.Id).Take(2).Sum(i => i.Quantity)")]
    [InlineData("long", "items.Where(i => i.Quantity < o.Id).Select(i => i.Product).Distinct().Count()")]
    [InlineData("long", "(from i in items where i.Id <= o.Id group i by i.OrderId into g where g.Count() > 1 select g.Key).Count()")]
    [InlineData("long", "items.Where(i => i.Id <= o.Id).Select(i => i.Id).Union(orders.Where(x => x.Cents > o.Cents).Select(x => x.Id)).Count()")]
    [InlineData("long", "items.Where(i => i.Id <= o.Id).Select(i => i.Id).Except(orders.Where(x => x.Cents != o.Cents).Select(x => x.Id)).Count()")]
    [InlineData("long", "items.Where(i => i.Id < o.Id && customers.Where(c => c.Id > i.Id + o.Cents).Count() > 1).Count()")]
    [InlineData("long", "(from i in items join x in orders on i.OrderId equals x.Id where x.Cents + i.Quantity > o.Cents select i).Count()")]
    [InlineData("long?", "items.Where(i => i.OrderId == o.Id).Max(i => i.Discount + o.CustomerId)")]
    [InlineData("string", "items.Where(i => i.Id < o.Id + 3).StringJoin(\",\", i => i.Product + o.Note, i => i.Id)")]
    [InlineData("bool", "items.Where(i => i.Id + o.Id > 5).All(i => i.Quantity > o.Cents)")]
    [InlineData("bool", "items.Any(i => i.Id + o.Id > 12)")]
    [InlineData("bool", "!items.Any(i => i.Quantity * o.Id > 8)")]
    [InlineData("bool", "items.Where(i => i.Id + o.Id > 5).Select(i => i.Product).Contains(o.Note)")]
    [InlineData("bool", "!orders.Where(x => x.Id + o.Id > 3).Select(x => x.CustomerId).Contains(o.CustomerId)")]
    [InlineData("bool", "items.Any(i => i.OrderId == o.Id && customers.Any(c => c.Id == o.CustomerId))")]
    public async Task Value_of_each_row(string type, string value)
    {
        await SameAsync(new("from o in orders", [], "", null, [], [new("long", "o.Id"), new(type, value)], "", null));
        await SameAsync(new("from o in orders\n            join i in items on o.Id equals i.OrderId into found\n            from f in found.DefaultIfEmpty()", [new("bool", "o.Id > 1")], "", null, [], [new("long", "o.Id"), new("long?", "f?.Id"), new(type, value)], "", null));
        await SameAsync(new("from o in orders", [new("bool", type switch { "bool" => value, "long" => $"{value} != 0", "long?" => $"({value} ?? 1) > 0", _ => $"{value} != \"\"" })], "", null, [], [new("long", "o.Id"), new(type, value)], "", null));
    }

    static QueryProgram Each(string rows, Node[] columns) => new($"from o in orders\n            {rows}", [], "", null, [], columns, "", null);
}
