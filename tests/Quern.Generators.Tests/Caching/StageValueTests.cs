using System.Reflection;
using Quern.Generators.Binding;
using Quern.Generators.Model;

namespace Quern.Generators.Tests.Caching;

/// <summary>What flows between the generator's stages compares by value and keeps no compilation alive.</summary>
public sealed class StageValueTests
{
    static readonly Type[] Roots = [typeof(ParseResult), typeof(CompiledRelation), typeof(GraphNode), typeof(Graph), typeof(GeneratorOptions)];

    [Fact]
    public void Stage_values_hold_no_roslyn_object()
    {
        var seen = new HashSet<Type>();
        foreach (var root in Roots)
            Visit(root, root.Name, seen);
        Assert.Contains(typeof(Quern.Relational.ScanRel), seen);
        Assert.Contains(typeof(Quern.Relational.AggregateExpr), seen);
    }

    [Fact]
    public void Equal_declarations_parse_to_equal_values()
    {
        const string Source = """
            using Quern;
            namespace Shop;

            [Source("raw"), Extract("shop", Cursor = nameof(At), Lookback = "5m")]
            public partial record Raw
            {
                [Key] public required long Id { get; init; }
                public required System.DateTime At { get; init; }
                public required decimal Amount { get; init; }
            }

            [Incremental(UniqueKey = nameof(Id), ClusterBy = [nameof(Id)])]
            public partial record Model
            {
                public required long Id { get; init; }
                [Between(0, 5)] public required decimal Amount { get; init; }
                public static Query<Model> Define(Query<Raw> rows) =>
                    from r in rows.ChangedSince(r => r.At)
                    where r.Amount > 1 && r.Id is 1 or 2 or > 10
                    select new Model { Id = r.Id, Amount = r.Amount switch { > 5 => 5, var a => a } };
            }
            """;
        Assert.Equal(Values(Source), Values(Source));
    }

    static List<object> Values(string source)
    {
        var harness = new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", source));
        var run = harness.Run();
        Assert.Empty(run.Diagnostics);
        return [.. run.Values("Relations"), .. run.Values("CompileSql")];
    }

    // Follows fields, also those of derived records: a Rel field may hold any Rel.
    static void Visit(Type type, string path, HashSet<Type> seen)
    {
        if (type.IsArray)
            type = type.GetElementType()!;
        foreach (var argument in type.GetGenericArguments())
            Visit(argument, path, seen);
        if (type.IsPrimitive || type == typeof(string) || type == typeof(object) || type == typeof(Type) || !seen.Add(type))
            return;
        Assert.False(
            type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true && type.Namespace != "Microsoft.CodeAnalysis.Text",
            $"{path} holds {type}");
        if (type.Assembly != typeof(ParseResult).Assembly)
            return;
        foreach (var derived in type.Assembly.GetTypes().Where(t => t.BaseType == type && !t.FullName!.Contains(".Parsing.", StringComparison.Ordinal)))
            Visit(derived, $"{path} → {derived.Name}", seen);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Visit(field.FieldType, $"{path}.{field.Name}", seen);
    }
}
