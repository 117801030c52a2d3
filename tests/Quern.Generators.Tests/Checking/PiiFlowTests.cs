using Microsoft.CodeAnalysis;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Tests.Checking;

/// <summary>Personal data and lineage along each way that a value can take, and where neither goes.</summary>
public sealed class PiiFlowTests
{
    const string Inputs = """
        #pragma warning disable CS1591
        using System;
        using System.Linq;
        using Quern;

        namespace Shop;

        public enum Mood { Good, Bad }

        [Source("raw")]
        public partial record Person
        {
            [Key] public required long Id { get; init; }
            [Pii("name")] public required string Name { get; init; }
            [Pii("health")] public required bool Smokes { get; init; }
            [Pii("mood")] public required Mood Mood { get; init; }
            [Pii("birth")] public required DateOnly Born { get; init; }
            [Pii("phone")] public required string[] Phones { get; init; }
            [Pii("profile")] public Json? Profile { get; init; }
            [Pii("nick")] public string? Nick { get; init; }
            [Pii("pay")] public required decimal Pay { get; init; }
            public long? ParentId { get; init; }
            public required string City { get; init; }
            public required DateTime UpdatedAt { get; init; }
        }

        [Source("raw")]
        public partial record Visit
        {
            [Key] public required long Id { get; init; }
            public required long PersonId { get; init; }
            public required string Page { get; init; }
            public required DateTime At { get; init; }
        }

        public record Profile { public string? Street { get; init; } public Inner? Inner { get; init; } }
        public record Inner { public string? Street { get; init; } }
        public record Pair(long Id, string Text);
        public record Line { public long Id { get; init; } public string Text { get; init; } = ""; public string Note { get; init; } = ""; }

        public static class Help
        {
            public static string Shout(string text) => text.ToUpper();
            public static T Same<T>(T value) => value;
            public static T Choose<T>(bool first, T one, T other) => first ? one : other;
            public static string Apply(Func<string, string> change, string text) => change(text);
            public static Query<Pair> Pairs(Query<Person> people) => people.Select(p => new Pair(p.Id, p.Name));
            public static string Title(this Person person) => "Dear " + person.Name;
            [Sql("reverse({0})")] public static string Reverse(string text) => text;
            [MasksPii] public static string Mask(string text) => text.Substring(0, 1);
            [MasksPii] public static string Star(string text) => text.Substring(0, 1) + "***";
            [MasksPii] public static bool Opposite(bool value) => !value;
            [MasksPii] public static decimal Rounded(decimal pay) => Math.Round(pay / 1000m) * 1000m;
            [MasksPii] public static string Bracket(decimal pay) => pay < 1000m ? "low" : pay < 5000m ? "middle" : "high";
            [MasksPii] public static T Hide<T>(T value) => value;
        }

        [Ephemeral]
        public partial record Known
        {
            public required long Id { get; init; }
            public required string Text { get; init; }
            [Pii("guess")] public required long Score { get; init; }
            [Pii("rank")] public required string Page { get; init; }
            public static Query<Known> Define(Query<Person> people, Query<Visit> visits) =>
                from p in people join v in visits on p.Id equals v.PersonId select new Known { Id = p.Id, Text = p.Name, Score = v.Id, Page = v.Page };
        }

        [Ephemeral]
        public partial record Above
        {
            public required long Id { get; init; }
            public required string Text { get; init; }
            public required long Score { get; init; }
            public static Query<Above> Define(Query<Known> known) => known.Where(k => k.Id > 0).Select(k => new Above { Id = k.Id, Text = k.Text + "!", Score = k.Score });
        }

        """;

    const string Tree = "Query.Recurse(seed: people.Where(p => p.ParentId == null).Select(p => new { p.Id, Text = SEED }), step: above => from a in above join p in people on a.Id equals p.ParentId select new { p.Id, Text = STEP })";

    [Theory]
    [InlineData("string", "name", "people.Select(p => new Model { Value = Help.Shout(p.Name) })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = Help.Same(p.Name) })")]
    [InlineData("bool", "health", "people.Select(p => new Model { Value = Help.Same(p.Smokes) })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = Help.Choose(p.Id > 5, p.City, p.Name) })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = Help.Apply(x => x.Trim() + \".\", p.Name) })")]
    [InlineData("string", "name", "Help.Pairs(people).Select(p => new Model { Value = p.Text })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = p.Title() })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = Help.Reverse(p.Name) })")]
    [InlineData("string", "name", "from p in people let a = p.Name let b = a + p.City select new Model { Value = b }")]
    [InlineData("string", "name", "var part = people.Where(p => p.Id > 1); var shape = part.Select(p => new { X = new { Y = p.Name } }); return shape.Select(s => new Model { Value = s.X.Y })")]
    [InlineData("string", "name", "from p in people group p by p.Name into g select new Model { Value = g.Key }")]
    [InlineData("string", "name", "from p in people group p by new { p.City, Who = p.Name } into g select new Model { Value = g.Key.City + g.Key.Who }")]
    [InlineData("string", "name", "from p in people group p.Name by p.City into g select new Model { Value = g.Max(n => n) }")]
    [InlineData("decimal", "pay", "from p in people group p by p.City into g select new Model { Value = g.Sum(p => p.Pay) }")]
    [InlineData("string", "name", "from p in people group p by p.City into g select new Model { Value = g.Where(p => p.Id > 1).Min(p => p.Name) ?? \"\" }")]
    [InlineData("string", "name", "from p in people group p by p.City into g select new Model { Value = g.OrderBy(p => p.Id).First(p => p.Name) }")]
    [InlineData("string", "name", "from p in people group p by p.City into g select new Model { Value = g.OrderBy(p => p.Id).Last(p => p.Name) }")]
    [InlineData("string[]", "name", "from p in people group p by p.City into g select new Model { Value = g.ToArray(p => p.Name, p => p.Id) }")]
    [InlineData("DateOnly", "birth", "people.Aggregate(all => new Model { Value = all.Max(p => p.Born) ?? default })")]
    [InlineData("string?", "name", "people.Over((p, all) => new Model { Value = all.OrderBy(x => x.Id).Lag(x => x.Name) })")]
    [InlineData("string?", "name", "people.Over((p, all) => new Model { Value = all.PartitionBy(x => x.City).OrderBy(x => x.Id).RowsUpToHere().First(x => x.Name) })")]
    [InlineData("decimal", "pay", "people.Over((p, all) => new Model { Value = all.PartitionBy(x => x.City).Sum(x => x.Pay) })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = p.Name }).Concat(visits.Select(v => new Model { Value = v.Page }))")]
    [InlineData("string", "name", "visits.Select(v => new Model { Value = v.Page }).Union(people.Select(p => new Model { Value = p.Name }))")]
    [InlineData("string", "name", "visits.Select(v => v.Page).Concat(visits.Select(v => v.Page)).Concat(people.Select(p => p.Name)).Distinct().Select(x => new Model { Value = x })")]
    [InlineData("string", "name", "visits.Select(v => new { V = v.Page }).Intersect(people.Select(p => new { V = p.Name })).Select(x => new Model { Value = x.V })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = p.Name }).Except(visits.Select(v => new Model { Value = v.Page }))")]
    [InlineData("string", "name", Tree + ".Select(t => new Model { Value = t.Text })", "p.Name", "a.Text")]
    [InlineData("string", "name", Tree + ".Select(t => new Model { Value = t.Text })", "p.City", "a.Text + p.Name")]
    [InlineData("string?", "profile", "people.Select(p => new Model { Value = p.Profile!.Value.GetString(\"street\") })")]
    [InlineData("string?", "profile", "people.Select(p => new Model { Value = p.Profile!.Value.As<Profile>()!.Street })")]
    [InlineData("string?", "profile", "from p in people let x = p.Profile!.Value.As<Profile>() select new Model { Value = x!.Inner!.Street }")]
    [InlineData("string?", "profile", "from p in people from i in p.Profile.Items(\"tags\") select new Model { Value = i.Value.GetString() }")]
    [InlineData("string", "phone", "from p in people from n in p.Phones select new Model { Value = n }")]
    [InlineData("string[]", "phone", "people.Select(p => new Model { Value = p.Phones })")]
    [InlineData("string?", "phone", "people.Select(p => new Model { Value = p.Phones[0] })")]
    [InlineData("string", "phone", "people.Select(p => new Model { Value = string.Join(\",\", p.Phones) })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = $\"{p.City}: {p.Name}\" })")]
    [InlineData("string?", "name", "from v in visits select new Model { Value = people.Where(p => p.Id == v.PersonId).Max(p => p.Name) }")]
    [InlineData("string?", "name", "from v in visits select new Model { Value = people.Where(p => p.Id == v.PersonId).OrderBy(p => p.Id).First(p => p.Name) }")]
    [InlineData("string", "name", "from v in visits from p in people.Where(p => p.Id == v.PersonId).OrderBy(p => p.Id).Take(2) select new Model { Value = p.Name }")]
    [InlineData("string", "name", "known.Select(k => new Model { Value = k.Text })")]
    [InlineData("long", "guess", "known.Select(k => new Model { Value = k.Score })")]
    [InlineData("string", "rank", "from v in visits join k in known on v.PersonId equals k.Id select new Model { Value = k.Page + v.Page }")]
    [InlineData("string", "name", "above.Select(k => new Model { Value = k.Text })")]
    [InlineData("long", "guess", "above.Select(k => new Model { Value = k.Score })")]
    [InlineData("string", "name", "people.OrderBy(p => p.Id).DistinctBy(p => p.City).Select(p => new Model { Value = p.Name })")]
    [InlineData("string", "name", "people.OrderBy(p => p.Id).Take(5).Select(p => new Model { Value = p.Name })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = p.City switch { \"a\" => p.Name, _ => \"\" } })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = p is { Id: > 5, Name: var n } ? n : \"\" })")]
    [InlineData("string", "nick", "people.Select(p => new Model { Value = p.Nick is { } n ? n : \"\" })")]
    [InlineData("string", "nick", "people.Select(p => new Model { Value = p.Nick ?? p.City })")]
    [InlineData("string", "name", "people.Select(p => new Line { Id = p.Id, Text = p.City } with { Text = p.Name }).Select(l => new Model { Value = l.Text })")]
    [InlineData("string", "name", "people.Select(p => new Line { Id = p.Id, Text = p.Name } with { Note = p.City }).Select(l => new Model { Value = l.Text })")]
    [InlineData("string", "name", "people.Select(p => new Pair(p.Id, p.Name)).Select(l => new Model { Value = l.Text })")]
    [InlineData("string", "name", "people.Select(p => new Pair(Text: p.Name, Id: p.Id)).Distinct().Select(l => new Model { Value = l.Text })")]
    [InlineData("string", "name", "people.Select(p => (p.Id, Who: p.Name)).Select(l => new Model { Value = l.Who })")]
    [InlineData("bool", "health", "people.Select(p => new Model { Value = p.Smokes })")]
    [InlineData("bool", "health", "people.Select(p => new Model { Value = !p.Smokes && p.Id > 5 })")]
    [InlineData("bool", "health", "people.Select(p => new Model { Value = p.City == \"a\" ? p.Smokes : false })")]
    [InlineData("bool", "health", "people.Select(p => new { S = p.Smokes }).Distinct().Select(p => new Model { Value = p.S })")]
    [InlineData("Mood", "mood", "people.Select(p => new Model { Value = p.Mood })")]
    [InlineData("string", "mood", "people.Select(p => new Model { Value = $\"{p.Mood}\" })")]
    [InlineData("int", "birth", "people.Select(p => new Model { Value = p.Born.Year })")]
    [InlineData("DateOnly", "birth", "from p in people from d in Query.Days(p.Born, p.Born.AddDays(3)) select new Model { Value = d }")]
    [InlineData("int", "birth", "from p in people from n in Query.Numbers(p.Born.Year, p.Born.Year + 1) select new Model { Value = (int)n }")]
    [InlineData("bool?", "profile", "people.Select(p => new Model { Value = p.Profile!.Value.GetBoolean(\"smokes\") })")]
    [InlineData("long?", "guess", "visits.LeftJoin(known, v => v.PersonId, k => k.Id, (v, k) => new Model { Value = k!.Score })")]
    [InlineData("string?", "name", "visits.LeftJoin(people, v => v.PersonId, p => p.Id, (v, p) => new Model { Value = p!.Name })")]
    [InlineData("string", "name", "visits.FullJoin(people, v => v.PersonId, p => p.Id, (v, p) => new Model { Value = p == null ? \"\" : p.Name })")]
    [InlineData("string", "name", "visits.AsOfJoin(people, v => v.PersonId, p => p.Id, v => v.At, p => p.UpdatedAt, (v, p) => new Model { Value = p.Name })")]
    [InlineData("string?", "name", "people.GroupByRollup(p => p.City, p => p.Name, (city, name, g) => new Model { Value = name.OrNull() })")]
    [InlineData("string", "name", "people.Select(p => new Model { Value = Help.Mask(p.City) + p.Name })")]
    public void Personal_data_and_lineage_reach_the_column(string type, string kind, string query, string seed = "", string step = "")
    {
        var text = query.Replace("SEED", seed, StringComparison.Ordinal).Replace("STEP", step, StringComparison.Ordinal);
        var undeclared = Run(Model("", type, text));
        Assert.Null(undeclared.Exception);
        Assert.Equal(["QRN5003"], undeclared.Diagnostics.Where(d => d.DefaultSeverity == DiagnosticSeverity.Error).Select(d => d.Id));
        Assert.Contains($"mark it [Pii(\"{kind}\")]", undeclared.Diagnostics.First(d => d.Id == "QRN5003").GetMessage(null), StringComparison.Ordinal);

        var declared = Run(Model($"[Pii(\"{kind}\")] ", type, text));
        Assert.Empty(declared.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.DefaultSeverity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.DoesNotContain(declared.Diagnostics, d => d.DefaultSeverity == DiagnosticSeverity.Error);
        var column = kind switch { "health" => "smokes", "birth" => "born", "phone" => "phones", "guess" => "id", "rank" => "page", _ => kind };
        Assert.Contains(Lineage(declared), l => l.InputColumn == column && l.InputId == (kind is "guess" or "rank" ? "Shop.Visit" : "Shop.Person"));
    }

    [Theory]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Mask(p.Name) })")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Hide(p.Name) })")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Star(p.Name) })")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Star(p.Name) + p.City })")]
    [InlineData("string", "people.Select(p => new Model { Value = p.City + \"/\" + Help.Star(p.Name) + \"/\" + Help.Star(p.Name) })")]
    [InlineData("string", "people.Select(p => new Model { Value = $\"{p.City} {Help.Star(p.Name)}\" })")]
    [InlineData("string", "from p in people let m = $\"<{Help.Star(p.Name)}>\" select new Model { Value = m + m }")]
    [InlineData("bool", "people.Select(p => new Model { Value = !Help.Hide(p.Smokes) && p.Id > 5 })")]
    [InlineData("bool", "people.Select(p => new Model { Value = !Help.Opposite(p.Smokes) })")]
    [InlineData("bool", "people.Select(p => new Model { Value = Help.Opposite(p.Smokes) || p.City == \"a\" || Help.Hide(p.Smokes) })")]
    [InlineData("decimal", "people.Select(p => new Model { Value = -(Help.Rounded(p.Pay) + 1m) })")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Bracket(p.Pay) })")]
    [InlineData("string", "people.Select(p => new Model { Value = p.City == \"a\" ? Help.Star(p.Name) : p.Id > 5 ? Help.Hide(p.Name) : \"\" })")]
    [InlineData("string", "known.Select(k => new Model { Value = Help.Star(k.Page) + Help.Mask(k.Text) })")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Hide(p.Nick) ?? Help.Hide(p.Name) })")]
    [InlineData("string", "people.Select(p => new Model { Value = (Help.Hide(p.Nick) ?? p.City).Trim() })")]
    [InlineData("string", "from p in people from n in p.Phones select new Model { Value = Help.Mask(n) }")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Mask(Help.Shout(p.Name)) + p.City })")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Shout(Help.Mask(p.Name)) })")]
    [InlineData("string", "from p in people let m = Help.Mask(p.Name) where m != \"\" select new Model { Value = m }")]
    [InlineData("string", "from p in people group p by Help.Mask(p.Name) into g select new Model { Value = g.Key }")]
    [InlineData("string", "from p in people group p by p.City into g select new Model { Value = g.Max(p => Help.Mask(p.Name)) }")]
    [InlineData("string?", "visits.LeftJoin(people.Select(p => new { p.Id, M = Help.Mask(p.Name) }), v => v.PersonId, p => p.Id, (v, p) => new Model { Value = p!.M })")]
    [InlineData("string", "from v in visits from p in people.Where(p => p.Id == v.PersonId).Select(p => new { p.Id, M = Help.Mask(p.Name) }).OrderBy(p => p.Id).Take(2) select new Model { Value = p.M }")]
    [InlineData("string?", "from v in visits select new Model { Value = people.Where(p => p.Id == v.PersonId).Max(p => Help.Mask(p.Name)) }")]
    [InlineData("string", Tree + ".Select(t => new Model { Value = t.Text })", "Help.Mask(p.Name)", "a.Text + Help.Mask(p.Name)")]
    [InlineData("string", "people.Select(p => new Model { Value = Help.Mask(p.Name) }).Union(visits.Select(v => new Model { Value = v.Page }))")]
    [InlineData("string", "people.OrderBy(p => p.Id).DistinctBy(p => p.City).Select(p => new Model { Value = Help.Mask(p.Name) })")]
    [InlineData("string", "people.Select(p => new Model { Value = p.Id > 1 ? Help.Mask(p.Name) : p.City })")]
    [InlineData("bool", "people.Select(p => new Model { Value = Help.Hide(p.Smokes) })")]
    [InlineData("bool", "people.Select(p => new Model { Value = p.Name == \"a\" || p.Name.StartsWith(\"b\") })")]
    [InlineData("bool", "people.Select(p => new Model { Value = p.Nick != null })")]
    [InlineData("bool", "visits.Select(v => new Model { Value = people.Any(p => p.Name == v.Page) })")]
    [InlineData("bool", "visits.Select(v => new Model { Value = people.Select(p => p.Name).Contains(v.Page) })")]
    [InlineData("string", "visits.Where(v => people.Any(p => p.Name == v.Page)).Select(v => new Model { Value = v.Page })")]
    [InlineData("string", "from v in visits join p in people on v.Page equals p.Name select new Model { Value = p.City }")]
    [InlineData("long", "from p in people group p by p.Name into g select new Model { Value = g.Count() }")]
    [InlineData("long", "from p in people group p by p.City into g select new Model { Value = g.CountDistinct(p => p.Name) }")]
    [InlineData("long", "people.Over((p, all) => new Model { Value = all.PartitionBy(x => x.Name).Count() })")]
    [InlineData("long", "people.Over((p, all) => new Model { Value = all.PartitionBy(x => x.City).Count(x => x.Name == \"a\") })")]
    [InlineData("long", "people.Over((p, all) => new Model { Value = all.OrderBy(x => x.Name).DenseRank() })")]
    [InlineData("string", "visits.Select(v => new Model { Value = v.Page }).Except(people.Select(p => new Model { Value = p.Name }))")]
    [InlineData("string", "people.OrderBy(p => p.Name).Take(5).Select(p => new Model { Value = p.City })")]
    [InlineData("string", "people.Select(p => new Model { Value = p.Smokes ? \"yes\" : p.City })")]
    [InlineData("int", "from p in people from n in p.Phones.Index() select new Model { Value = n.Index }")]
    [InlineData("long", "known.Select(k => new Model { Value = k.Id })")]
    public void Personal_data_ends_where_no_value_passes(string type, string query, string seed = "", string step = "")
    {
        var run = Run(Model("", type, query.Replace("SEED", seed, StringComparison.Ordinal).Replace("STEP", step, StringComparison.Ordinal)));
        Assert.Null(run.Exception);
        Assert.DoesNotContain(run.Output.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(run.Diagnostics.Where(d => d.DefaultSeverity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Contains(run.Sources.Keys, k => k.Contains("Model", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("from p in people.ChangedSince(p => p.UpdatedAt) join t in target.Rows on p.Id equals t.Id select new Model { Id = p.Id, Was = p.City, Value = t.Was }", "'Model.Value' carries personal data of 'Model.was'", "was")]
    [InlineData("from k in known join p in people.ChangedSince(p => p.UpdatedAt) on k.Id equals p.Id select new Model { Id = p.Id, Was = p.City, Value = k.Page }", "'Model.Value' carries personal data of 'Known.page'", "rank")]
    [InlineData("people.ChangedSince(p => p.UpdatedAt).Where(p => !target.Rows.Any(t => t.Was == p.City)).Select(p => new Model { Id = p.Id, Was = p.City, Value = p.Name })", "'Model.Value' carries personal data of 'Person.name'", "name")]
    public void Personal_data_is_followed_in_an_incremental_model(string query, string message, string kind)
    {
        var run = Run($$"""
            [Incremental(UniqueKey = nameof(Id))]
            public partial record Model
            {
                public required long Id { get; init; }
                [Pii("was")] public required string Was { get; init; }
                public required string Value { get; init; }
                public static Query<Model> Define(Query<Person> people, Query<Known> known, Target<Model> target) => {{query}};
            }
            """);
        var found = Assert.Single(run.Diagnostics, d => d.Id == "QRN5003").GetMessage(null);
        Assert.Contains(message, found, StringComparison.Ordinal);
        Assert.Contains($"[Pii(\"{kind}\")]", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_several_inputs_are_told_at_once()
    {
        var run = Run(Model("[Pii(\"nick\")] ", "string", "from p in people join k in known on p.Id equals k.Id select new Model { Value = $\"{p.Name} {k.Page} {p.Born.Year} {p.Phones.Length}\" }"));
        Assert.Contains("[Pii(\"name\", \"rank\", \"birth\", \"phone\")]", Assert.Single(run.Diagnostics, d => d.Id == "QRN5003").GetMessage(null), StringComparison.Ordinal);
    }

    static string Model(string pii, string type, string query) => $$"""
        [Table]
        public partial record Model
        {
            {{pii}}public {{(type.EndsWith('?') ? "" : "required ")}}{{type}} Value { get; init; }
            public static Query<Model> Define(Query<Person> people, Query<Visit> visits, Query<Known> known, Query<Above> above)
            {
                {{(query.Contains("return ", StringComparison.Ordinal) ? query : "return " + query)}};
            }
        }
        """;

    static EquatableArray<LineageSpec> Lineage(GeneratorRun run) =>
        run.Values(StepNames.CompileSql).OfType<(CompiledRelation? Relation, EquatableArray<DiagnosticSpec>)>().Select(v => v.Relation).OfType<CompiledRelation>().Single(r => r.Spec.TypeName == "Model").Lineage;

    static GeneratorRun Run(string model) => new GeneratorHarness(new RelationGenerator(), new Dictionary<string, string>(), ("Models.cs", Inputs + model)).Run();
}
