using System.Globalization;
using System.Reflection;
using Quern.Execution;
using Quern.Planning;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Differential.Tests.Incremental;

/// <summary>Models of a batch in a warehouse, from run to run.</summary>
sealed class IncrementalRun(Batch batch, IWarehouse warehouse, ChangingRows rows)
{
    readonly HashSet<int> undefined = [];

    /// <summary>How often a model's rows were compared with those of its method.</summary>
    public int Compared { get; private set; }

    /// <summary>Models whose method threw over lists: from then on there is nothing to compare.</summary>
    public int Undefined => undefined.Count;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Changes rows, runs the models, and compares; gives the first difference, or null.</summary>
    public async Task<string?> NextAsync(int changes, bool isFull)
    {
        rows.Change(changes);
        await using (var session = await warehouse.OpenAsync(Cancel))
            await LoadAsync(session);
        var failures = new Dictionary<string, string>();
        await Runner.RunAsync(
            new RunRequest { Registry = batch.Registry, Command = RunCommand.Run, Selection = Selection.All(batch.Registry), Warehouse = warehouse, TargetName = "test", FullRefresh = isFull },
            e =>
            {
                if (e is StepFinished { Status: not RunStatus.Success } step)
                    failures[step.Relation.Id] = step.Message ?? "not built";
            },
            Cancel);
        rows.Seen();
        await using var reader = await warehouse.OpenAsync(Cancel);
        for (var i = 0; i < batch.Programs.Count; i++)
            if (await DifferenceAsync(reader, i, failures) is { } difference)
                return $"{difference}\nfor\n{batch.Programs[i].Model("M")}\n{batch.Definition(i).Sql[warehouse.Dialect].SelectChanges}\nafter\n{string.Join("\n", rows.Log)}\nwith\n{rows.Rows}";
        return null;
    }

    async Task<string?> DifferenceAsync(IWarehouseSession session, int program, Dictionary<string, string> failures)
    {
        var model = batch.Definition(program);
        var sources = new Dictionary<string, IReadOnlyList<object>>();
        foreach (var source in batch.Registry.Relations.Where(r => r.Kind == RelationKind.Source))
            sources[source.Id] = await ReadAsync(session, source);
        if (undefined.Contains(program))
            return null;
        string expected;
        try
        {
            expected = Comparison.Show(batch.InMemory(program, r => sources[r.Id]));
        }
        catch (TargetInvocationException)
        {
            undefined.Add(program);
            return null;
        }
        var found = failures.TryGetValue(model.Id, out var message) ? message : Comparison.Show(await ReadAsync(session, model));
        Compared++;
        return found == expected ? null : $"the table has\n{found}\nand C# gives\n{expected}";
    }

    async Task LoadAsync(IWarehouseSession session)
    {
        await session.EnsureSchemaAsync("raw", Cancel);
        foreach (var (id, values) in rows.Rows.Tables)
        {
            var relation = batch.Registry[id];
            var types = relation.Columns.Zip(relation.Sql[warehouse.Dialect].ColumnTypes, (c, type) => $"{warehouse.Quote(c.Name)} {type}");
            await ExecuteAsync(session, $"CREATE TABLE IF NOT EXISTS {NameOf(relation)} ({string.Join(", ", types)})");
            await ExecuteAsync(session, $"DELETE FROM {NameOf(relation)}");
            foreach (var row in values)
                await ExecuteAsync(session, $"INSERT INTO {NameOf(relation)} VALUES ({string.Join(", ", row.Select(Literal))})");
        }
    }

    static Task ExecuteAsync(IWarehouseSession session, string sql) => session.ExecuteAsync(new SqlStatement(sql), Cancel);

    async Task<IReadOnlyList<object>> ReadAsync(IWarehouseSession session, RelationDefinition relation)
    {
        var read = relation.GetType().GetMethod(nameof(RelationDefinition<>.ReadRow))!;
        return await session.QueryAsync(
            new SqlStatement($"SELECT {string.Join(", ", relation.Columns.Select(c => warehouse.Quote(c.Name)))} FROM {NameOf(relation)}"), row => read.Invoke(relation, [row])!, Cancel);
    }

    string NameOf(RelationDefinition relation) => $"{warehouse.Quote(relation.Schema)}.{warehouse.Quote(relation.Name)}";

    static string Literal(object? value) => value switch
    {
        null => "NULL",
        DateOnly day => string.Create(CultureInfo.InvariantCulture, $"DATE '{day:yyyy-MM-dd}'"),
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"TIMESTAMP '{time:yyyy-MM-dd HH:mm:ss.ffffff}'"),
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool test => test ? "TRUE" : "FALSE",
        double number => string.Create(CultureInfo.InvariantCulture, $"CAST({number} AS double precision)"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
