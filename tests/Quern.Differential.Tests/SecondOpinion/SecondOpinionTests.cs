using System.Data.Common;
using System.Globalization;
using System.Reflection;
using CsCheck;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.DuckDB;
using LinqToDB.DataProvider.PostgreSQL;
using LinqToDB.Mapping;
using Quern.Differential.Tests.Programs;

namespace Quern.Differential.Tests.SecondOpinion;

/// <summary>
/// What another translator of C# queries makes of random ones: linq2db gives the rows that the same query gives over lists,
/// and so on the engines. Queries with what only one of the two can say are left out, and so are those of <see cref="Excuse"/>.
/// <c>QUERN_SEED</c> asks for others.
/// </summary>
public sealed class SecondOpinionTests(ITestOutputHelper log)
{
    const int Queries = 200;

    // Of each kind that is excused, so many at once until one of them differs.
    const int Excused = 40;
    const int Attempts = 10;

    static readonly string[] Dialects = ["duckdb", "postgres"];

    // What has no place in an expression tree, or is not LINQ's: patterns, Quern's own functions and aggregates.
    static readonly string[] OursOnly =
    [
        " is ", " switch ", "$\"", "Sql.", "from r in", "DistinctBy", "CountDistinct", "SumOrNull", "Percentile", "Median", "StandardDeviation", "StringJoin", "Json.", "Query.", "from r in", "from s in",
        "Regex.", "Rules.", ".IsBig", ".IsRich", ".IsNegative", ".Shifted", ".OrEmpty", ".Open(", "found.", "/ 3m", " << ", ">>>", " >> (", "LastIndexOf", ".First(", ".Last(", "CultureInfo",
        // Enums are text here; linq2db would need a converter for each.
        "Status", "Kind",
    ];

    public static TheoryData<int> Excuses => [.. Enumerable.Range(0, Excuse.All.Count)];

    [Fact]
    public async Task Random_query_means_the_same_to_linq2db()
    {
        var found = await CompareAsync((uint)DifferentialTests.Setting("QUERN_SEED", 11), Queries, program => !Excuse.All.Any(e => e.Covers(program)));
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Compared} compared, {found.Refused.Count} not:\n{string.Join("\n", found.Refused)}"));
        Assert.True(found.Differences.Count == 0, $"{found.Differences.Count} differ:\n{string.Join("\n\n", found.Differences.OrderBy(d => d.Length))}");
        // What is not compared proves nothing.
        Assert.InRange(found.Refused.Count, 0, found.Compared / 10);
    }

    [Theory, MemberData(nameof(Excuses))]
    public async Task Excuse_is_for_queries_that_still_differ(int excuse)
    {
        var compared = 0;
        for (var attempt = 0u; attempt < Attempts; attempt++)
        {
            var found = await CompareAsync(attempt, Excused, program => Excuse.All.Select(e => e.Covers(program)).Index().All(e => e.Item == (e.Index == excuse)));
            if (found.Differences.Count > 0)
                return;
            compared += found.Compared;
        }
        Assert.Fail($"{compared} queries mean the same to linq2db by now: remove the excuse '{Excuse.All[excuse].Reason}'");
    }

    static async Task<(int Compared, List<string> Differences, List<string> Refused)> CompareAsync(uint seed, int queries, Func<QueryProgram, bool> which)
    {
        var random = new PCG(seed, seed);
        var rows = RandomRows.All.Generate(random, null, out Size _);
        using var batch = Compile(random, queries, which);
        var (compared, differences, refused) = (0, new List<string>(), new List<string>());
        foreach (var engine in (await Engine.OpenAsync()).Where(e => e is not TranslatedEngine))
        {
            engine.Load(rows, batch.Registry);
            await using var connection = Connect(engine, new RegistryMapping(batch.Registry));
            for (var i = 0; i < batch.Programs.Count; i++)
            {
                string expected, actual;
                try
                {
                    expected = Comparison.Show(batch.InMemory(i, engine.Rows));
                    actual = Comparison.Show(batch.Linq(i, type => Table(connection, type)).Cast<object>());
                }
                // A query that has no value in C#, or one that linq2db can't translate, translates to what is no SQL, or whose null it can't read.
                catch (Exception e) when (e is TargetInvocationException or LinqToDBException or DbException or InvalidCastException or InvalidOperationException)
                {
                    refused.Add($"{engine.Dialect}: {(e.InnerException ?? e).Message}");
                    continue;
                }
                compared++;
                if (expected != actual)
                    differences.Add($"On {engine.Dialect} linq2db gives\n{actual}\nand C# gives\n{expected}\nfor\n{batch.Programs[i].Model("M")}\n{connection.LastQuery}");
            }
            engine.Dispose();
        }
        return (compared, differences, refused);
    }

    static Batch Compile(PCG random, int queries, Func<QueryProgram, bool> which)
    {
        var programs = new List<QueryProgram>();
        while (programs.Count < queries)
            if (Programs.Queries.All.Generate(random, null, out Size _) is var program && !IsOursOnly(program) && which(program))
                programs.Add(program);
        if (Batch.Compile(programs, Dialects, out var errors, withLinq: true) is { } batch)
            return batch;
        // Some expressions may stand in no expression tree.
        programs.RemoveAll(errors.ContainsKey);
        return Batch.Compile(programs, Dialects, out errors, withLinq: true) ?? throw new InvalidOperationException(errors.First().Value);
    }

    static bool IsOursOnly(QueryProgram program)
    {
        var source = program.Model("M");
        return OursOnly.Any(text => source.Contains(text, StringComparison.Ordinal));
    }

    static DataConnection Connect(Engine engine, RegistryMapping mapping)
    {
        var schema = new MappingSchema();
        schema.AddMetadataReader(mapping);
        return new DataConnection(new DataOptions()
            .UseConnection(engine.Dialect == "duckdb" ? DuckDBTools.GetDataProvider() : PostgreSQLTools.GetDataProvider(PostgreSQLVersion.v15), engine.Connection, disposeConnection: false)
            .UseMappingSchema(schema));
    }

    static object Table(DataConnection connection, Type type) =>
        typeof(DataExtensions).GetMethods().Single(m => m.Name == nameof(DataExtensions.GetTable) && m.GetParameters() is [{ ParameterType: var first }] && first == typeof(IDataContext))
            .MakeGenericMethod(type).Invoke(null, [connection])!;
}
