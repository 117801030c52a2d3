using System.Reflection;
using Quern.Execution;
using Quern.Generators;
using Quern.Generators.Tests;
using Quern.Generators.Tests.Functions;
using Quern.Registry;
using Quern.Relational;

namespace Quern.Snowflake.Tests.Syntax;

/// <summary>Every statement for Snowflake that an example's model, the function table or a snapshot has.</summary>
static class EmittedStatements
{
    static readonly string Repository = Path.GetFullPath(Path.Combine(
        typeof(EmittedStatements).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", ".."));

    /// <summary>Projects with models: the examples, and the tests of queries.</summary>
    public static IEnumerable<string> Examples =>
        Directory.EnumerateDirectories(Path.Combine(Repository, "examples")).Append(Path.Combine(Repository, "tests", "Quern.Queries.Tests"))
            .Where(d => Directory.Exists(Path.Combine(d, "Models"))).Select(d => Path.GetRelativePath(Repository, d)).Order(StringComparer.Ordinal);

    /// <summary>All statements of an example's models, compiled for Snowflake whether it targets it or not.</summary>
    public static IReadOnlyList<(string Name, string Sql)> OfExample(string example)
    {
        var usings = ("Usings.cs", "global using System; global using System.Linq; global using System.Collections.Generic; global using Quern;\n#pragma warning disable");
        var sources = new[] { "Models", "Sources" }.Select(folder => Path.Combine(Repository, example, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository, example), "Sources.cs"))
            // Docs and style are the example's own project's affair.
            .Select(file => (file, "#pragma warning disable\n" + File.ReadAllText(file))).Append(usings).ToList();
        return Printed(sources);
    }

    /// <summary>The statements that rename a table and a column.</summary>
    public static IReadOnlyList<(string Name, string Sql)> OfRenaming() =>
    [
        .. Printed([("Renamed.cs", """
            #pragma warning disable CS1591
            using Quern;
            namespace Shop;
            [Source("raw", "orders"), Extract("shop"), RenamedFrom("old_orders"), RenamedFrom("landing.orders")]
            public partial record RawOrder
            {
                [RenamedFrom("number")] public required long Id { get; init; }
            }
            """)]).Where(s => s.Name.Contains(": rename", StringComparison.Ordinal)),
    ];

    /// <summary>The statements of relations that have every strategy of publishing, with a key and without, and every data test.</summary>
    public static IReadOnlyList<(string Name, string Sql)> OfEveryKind() => Printed(EveryKind);

    /// <summary>Those relations.</summary>
    public static IReadOnlyList<RelationDefinition> RelationsOfEveryKind() => Registered(EveryKind).Relations;

    static readonly (string, string)[] EveryKind = [("Kinds.cs", """
        #pragma warning disable CS1591
        using Quern;
        using System;
        namespace Shop;
        public enum Kind { Small, Large }
        [Source("raw", "customers")]
        public partial record RawCustomer
        {
            [Key] public required long Id { get; init; }
        }
        [Source("raw", "orders"), Extract("shop", Table = "public.orders", Key = nameof(Id), Cursor = nameof(UpdatedAt))]
        public partial record RawOrder
        {
            [Key] public required long Id { get; init; }
            public required long CustomerId { get; init; }
            public required string Kind { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }
        [Incremental(UniqueKey = nameof(Id))]
        public partial record Merged
        {
            [Key, Between(1, 1_000_000)] public required long Id { get; init; }
            [References<RawCustomer>(nameof(RawCustomer.Id))] public required long CustomerId { get; init; }
            public required Kind Kind { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public static Query<Merged> Define(Query<RawOrder> orders) =>
                from o in orders.ChangedSince(o => o.UpdatedAt)
                where o.Kind != ""
                select new Merged { Id = o.Id, CustomerId = o.CustomerId, Kind = Sql.ParseEnum<Kind>(o.Kind), UpdatedAt = o.UpdatedAt };
            [Test]
            public static Query<Merged> IsNoFuture(Query<Merged> rows) => from r in rows where r.UpdatedAt > new DateTime(2100, 1, 1) select r;
        }
        [Incremental(UniqueKey = nameof(Id), Strategy = IncrementalStrategy.DeleteInsert)]
        public partial record Replaced
        {
            public required long Id { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public static Query<Replaced> Define(Query<RawOrder> orders) =>
                from o in orders.ChangedSince(o => o.UpdatedAt) select new Replaced { Id = o.Id, UpdatedAt = o.UpdatedAt };
        }
        [Incremental(UniqueKey = nameof(Id), Strategy = IncrementalStrategy.Append)]
        public partial record Appended
        {
            public required long Id { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public static Query<Appended> Define(Query<RawOrder> orders) =>
                from o in orders.ChangedSince(o => o.UpdatedAt) select new Appended { Id = o.Id, UpdatedAt = o.UpdatedAt };
        }
        [Incremental(Strategy = IncrementalStrategy.Append)]
        public partial record Logged
        {
            public required long OrderId { get; init; }
            public required DateTime UpdatedAt { get; init; }
            public static Query<Logged> Define(Query<RawOrder> orders) =>
                from o in orders.ChangedSince(o => o.UpdatedAt) select new Logged { OrderId = o.Id, UpdatedAt = o.UpdatedAt };
        }
        """)];

    static IReadOnlyList<(string Name, string Sql)> Printed(IReadOnlyList<(string, string)> sources)
    {
        var registry = Registered(sources);
        return
        [
            .. from relation in registry.Relations
               from statement in ModelSqlPrinter.Print(relation, registry, "snowflake", parameterMarker: _ => "?").Statements
               select ($"{relation.DisplayName}: {statement.Title}", statement.Sql),
        ];
    }

    static RelationRegistry Registered(IReadOnlyList<(string, string)> sources)
    {
        var options = new Dictionary<string, string> { ["QuernDialectList"] = "snowflake", ["RootNamespace"] = "Shop" };
        var run = new GeneratorHarness(new RelationGenerator(), options, [.. sources]).Run();
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);
        return StrictCompiler.LoadRegistry([.. sources, .. run.Sources.Select(s => (s.Key, s.Value))]);
    }

    /// <summary>A query for each example of functions and aggregates that Snowflake can do.</summary>
    public static IReadOnlyList<(string Name, string Sql)> OfFunctions()
    {
        var statements = new List<(string, string)>();
        var functions = FunctionExamples.All.Select(e => (e.Key, FunctionExamples.Query(e.Value, [0])));
        foreach (var (member, query) in functions.Concat(AggregateExamples.All.Select(e => ($"{e.Key.Member} over {e.Key.Rows}", (Rel)e.Value.Query))))
            try
            {
                statements.Add((member, Filled(SqlCompiler.Compile(query, SqlDialects.Snowflake, RowSelection.All))));
            }
            catch (UnsupportedSqlException)
            {
                // The page of functions says so.
            }
        return statements;
    }

    /// <summary>What snapshots of queries have below <c>-- snowflake</c>.</summary>
    public static IReadOnlyList<(string Name, string Sql)> OfSnapshots() =>
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(Repository, "tests"), "*.verified.sql", SearchOption.AllDirectories)
           where !file.Contains("/bin/", StringComparison.Ordinal)
           from part in ("\n" + File.ReadAllText(file).ReplaceLineEndings("\n")).Split("\n-- ").Where(p => p.StartsWith("snowflake\n", StringComparison.Ordinal))
           select (Path.GetFileName(file), System.Text.RegularExpressions.Regex.Replace(part["snowflake\n".Length..], @"\{([^}]*)\}", "\"$1\"").Trim()),
    ];

    static string Filled(SqlText sql) => string.Concat(sql.Segments.Select(s => s.Kind switch
    {
        SqlSegmentKind.Relation => "\"RAW\".\"SAMPLE\"",
        SqlSegmentKind.Parameter => "?",
        _ => s.Value,
    }));
}
