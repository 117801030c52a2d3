using CsCheck;

namespace Quern.Differential.Tests.Incremental;

/// <summary>
/// Source tables that change as an operational database does between two runs, within what incremental models are documented
/// to see: each change moves the row's cursor; a row that leaves an input other than the driver, or moves from one of its rows
/// to another, goes together with a change of the row that it left.
/// </summary>
/// <param name="random">Makes the changes.</param>
/// <param name="isLate">Whether rows come up to an hour late, and not only with the time of the last one seen.</param>
/// <param name="losesOrders">Whether orders are deleted.</param>
sealed class ChangingRows(PCG random, bool isLate, bool losesOrders)
{
    static readonly DateTime Start = new(2024, 1, 1);

    readonly Table orders = new("Differential.Order", RandomRows.Order, random);
    readonly Table items = new("Differential.Item", RandomRows.Item, random);
    readonly Table customers = new("Differential.Customer", RandomRows.Customer, random);

    /// <summary>The rows as they are now.</summary>
    public RandomRows Rows => new(new[] { orders, items, customers }.ToDictionary(t => t.Relation, t => t.Rows.Values.ToArray()));

    /// <summary>What was done, for the report of a difference.</summary>
    public List<string> Log { get; } = [];

    /// <summary>A run has seen the rows: from now on, what has an older cursor than the last one is late.</summary>
    public void Seen()
    {
        foreach (var table in (Table[])[orders, items, customers])
            table.Mark = table.Rows.Values.Select(r => (DateTime)r[^1]!).Append(table.Mark).Max();
        Log.Add("run");
    }

    public void Change(int changes)
    {
        for (var i = 0; i < changes; i++)
            Log.Add(One());
    }

    string One()
    {
        switch (Below(losesOrders ? 10 : 9))
        {
            case 0 or 1:
                return Put(orders, Below(3) == 0 ? 1 + Below(4) : orders.Next());
            case 2 when Any(orders) is { } order:
                return Put(orders, order);
            case 3:
                return Put(items, items.Next());
            case 4 when Any(items) is { } item:
                return Put(items, item);
            case 5:
                return Put(customers, 10 + Below(4));
            case 6 when Any(customers) is { } customer:
                customers.Rows.Remove(customer);
                foreach (var order in orders.Rows.Keys.Where(id => Equals(orders.Rows[id][1], customer)).ToArray())
                    Touch(orders, order);
                return $"delete customer {customer}, touch its orders";
            case 7 or 8 when Any(items) is { } item:
                TouchOrder(items.Rows[item][1]);
                items.Rows.Remove(item);
                return $"delete item {item}, touch its order";
            case 9 when Any(orders) is { } order:
                foreach (var item in items.Rows.Keys.Where(id => Equals(items.Rows[id][1], order)).ToArray())
                    Touch(items, item);
                TouchCustomer(orders.Rows[order][1]);
                orders.Rows.Remove(order);
                return $"delete order {order}, touch its items and customer";
            default:
                return "nothing";
        }
    }

    string Put(Table table, long id)
    {
        // The row that it belonged to before.
        if (table.Rows.TryGetValue(id, out var before) && table == items)
            TouchOrder(before[1]);
        if (before is not null && table == orders)
            TouchCustomer(before[1]);
        var row = table.NewRow(id);
        // A state is the key of models that replace keys as a whole; rows that move between these are documented not to be seen.
        if (before is not null && table == orders)
            row[2] = before[2];
        row[^1] = Cursor(table);
        table.Rows[id] = row;
        return $"{(before is null ? "insert" : "update")} {table.Relation} {string.Join(" | ", row.Select(v => v ?? "null"))}";
    }

    void TouchOrder(object? id)
    {
        if (id is long order && orders.Rows.ContainsKey(order))
            Touch(orders, order);
    }

    void TouchCustomer(object? id)
    {
        if (id is long customer && customers.Rows.ContainsKey(customer))
            Touch(customers, customer);
    }

    void Touch(Table table, long id) => table.Rows[id] = [.. table.Rows[id][..^1], Cursor(table)];

    DateTime Cursor(Table table) => Below(isLate ? 4 : 3) switch
    {
        0 => table.Mark,
        1 or 2 => table.Mark.AddMinutes(1 + Below(90)),
        _ => table.Mark.AddMinutes(-Below(60)),
    };

    long? Any(Table table) => table.Rows.Count == 0 ? null : table.Rows.Keys.Order().ElementAt(Below(table.Rows.Count));

    int Below(int count) => (int)random.Next((uint)count);

    sealed class Table(string relation, Gen<object?[]> rows, PCG random)
    {
        long last;

        public string Relation => relation;

        public Dictionary<long, object?[]> Rows { get; } = [];

        public DateTime Mark { get; set; } = Start;

        public long Next() => ++last;

        public object?[] NewRow(long id) => [id, .. rows.Generate(random, null, out Size _)];
    }
}
