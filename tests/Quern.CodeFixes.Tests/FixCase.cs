using Microsoft.CodeAnalysis.CodeFixes;

namespace Quern.CodeFixes.Tests;

/// <summary>A model that a fix mends, and the change of text that mends it.</summary>
/// <param name="Fix">The fix.</param>
/// <param name="Id">The diagnostic.</param>
/// <param name="Title">The offer.</param>
/// <param name="Source">The model in the namespace Shop; its record is called Order.</param>
/// <param name="Before">Text that stands once in the source.</param>
/// <param name="After">What stands there then.</param>
sealed record FixCase(CodeFixProvider Fix, string Id, string Title, string Source, string Before, string After)
{
    public override string ToString() => $"{Id} {Title}";

    /// <summary>At least one case for each fix and each diagnostic that it mends.</summary>
    public static IReadOnlyList<FixCase> All { get; } =
    [
        Of(new MakePartialFix(), "QRN1001", "Make 'Order' partial", "[Table]\npublic record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", "public record", "public partial record"),
        Of(new MakePartialFix(), "QRN1001", "Make 'Order' a partial record", "[Table]\npublic class Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", "public class", "public partial record"),
        new(
            new MakePartialFix(), "QRN1002", "Make 'Marts' partial",
            """
            namespace Shop;

            public static class Marts
            {
                [Table]
                public partial record Order
                {
                    public required long Id { get; init; }

                    public static Query<Order> Define(Query<RawOrder> rows) =>
                        rows.Select(r => new Order { Id = r.Id });
                }
            }
            """,
            "public static class", "public static partial class"),
        Of(new NameofFix(), "QRN1004", "Use nameof(OrderId)", "[Incremental(UniqueKey = \"order_id\")]\npublic partial record Order", "long OrderId", "rows.Select(r => new Order { OrderId = r.Id })", "\"order_id\"", "nameof(OrderId)"),
        Of(new NameofFix(), "QRN1020", "Use nameof(Id)", "[Incremental(UniqueKey = \"Id\")]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", "\"Id\"", "nameof(Id)"),
        Of(new NameofFix(), "QRN3004", "Use nameof(RawCustomer.Id)", "[Table]\npublic partial record Order", "[References<RawCustomer>(\"id\")] long CustomerId", "rows.Select(r => new Order { CustomerId = r.CustomerId })", "\"id\"", "nameof(RawCustomer.Id)"),
        Of(new AddKeyFix(), "QRN1005", "Mark 'OrderId' with [Key]", "[Incremental]\npublic partial record Order", "long OrderId; long CustomerId", "rows.Select(r => new Order { OrderId = r.Id, CustomerId = r.CustomerId })", "public required long OrderId", "[Key] public required long OrderId"),
        Of(new NullabilityFix(), "QRN1006", "Declare 'Id' as 'long'", "[Incremental(UniqueKey = nameof(Id))]\npublic partial record Order", "long? Id", "rows.Select(r => new Order { Id = r.Id })", "public long? Id", "public required long Id"),
        new(
            new NullabilityFix(), "QRN2003", "Declare 'Total' as 'decimal?'",
            """
            namespace Shop;

            [Table]
            public partial record Order
            {
                public required long Id { get; init; }
                public decimal Total { get; init; }

                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order { Id = r.Id });
            }
            """,
            "public decimal Total", "public decimal? Total"),
        new(
            new MapColumnsFix(), "QRN2003", "Set 'Total = r.Total'",
            """
            namespace Shop;

            [Table]
            public partial record Order
            {
                public required long Id { get; init; }
                public decimal Total { get; init; }

                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order { Id = r.Id });
            }
            """,
            "{ Id = r.Id }", "{ Id = r.Id, Total = r.Total }"),
        Of(new MapColumnsFix(), "CS9035", "Set 2 columns by name", "[Table]\npublic partial record Order", "long Id; string Status; decimal Total", "rows.Select(r => new Order { Id = r.Id })", "{ Id = r.Id }", "{ Id = r.Id, Status = r.Status, Total = r.Total }"),
        Of(new AddColumnFix(), "CS0117", "Add column 'Total' to 'Order'", "[Table]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id, Total = r.Total })", "    public required long Id { get; init; }", "    public required long Id { get; init; }\n    public required decimal Total { get; init; }"),
        Of(new DeclarePiiFix(), "QRN5003", "Mark 'Contact' with [Pii(\"email\")]", "[Table]\npublic partial record Order", "string Contact", "customers.Select(c => new Order { Contact = c.Email })", "public required string Contact", "[Pii(\"email\")] public required string Contact"),
        Of(new DeclarePiiFix(), "QRN5003", "Mark 'Contact' with [Pii(\"email\")]", "[Table]\npublic partial record Order", "[Pii(\"name\")] string Contact", "customers.Select(c => new Order { Contact = c.Email + c.Name })", "[Pii(\"name\")]", "[Pii(\"name\", \"email\")]"),
        new(
            new DeclarePiiFix(), "QRN5003", "Mark 'Contact' with [Pii(\"email\")]",
            """
            namespace Shop;

            [Table]
            public partial record Order([Pii("name")] string Contact)
            {
                public static Query<Order> Define(Query<RawCustomer> customers) =>
                    customers.Select(c => new Order(c.Name + c.Email));
            }
            """,
            "[Pii(\"name\")]", "[Pii(\"name\", \"email\")]"),
        Of(new AddReferencesFix(), "QRN5010", "Mark 'CustomerId' with [References<RawCustomer>(nameof(RawCustomer.Id))]", "[Table]\npublic partial record Order", "[Key] long Id; long CustomerId", "from r in rows join c in customers on r.CustomerId equals c.Id select new Order { Id = r.Id, CustomerId = r.CustomerId }", "public required long CustomerId", "[References<RawCustomer>(nameof(RawCustomer.Id))] public required long CustomerId"),

        Of(new NullabilityFix(), "QRN2105", "Declare 'Value' as 'string?'", Table, "string Value", "rows.Select(r => new Order { Value = r.Note! })", "required string Value", "required string? Value"),
        Of(new DefaultValueFix(), "QRN2105", "Give 'Value' the value \"\" in place of null", Table, "string Value", "rows.Select(r => new Order { Value = r.Note! })", "r.Note!", "r.Note ?? \"\""),
        Of(new DefaultValueFix(), "QRN2105", "Give 'Value' the value \"\" in place of null", Table, "string Value", Joined + "select new Order { Value = c.Segment.Trim() }", "c.Segment.Trim()", "c?.Segment.Trim() ?? \"\""),
        Of(new DefaultValueFix(), "QRN2105", "Give 'Value' the value 0 in place of null", Table, "long Value", Joined + "select new Order { Value = c!.Id }", "c!.Id", "c?.Id ?? 0"),
        Of(new DefaultValueFix(), "QRN2105", "Give 'Value' the value 0 in place of null", Table, "long Value", "rows.Select(r => new Order { Value = Sql.TryParseInt64(r.Status)!.Value })", "Sql.TryParseInt64(r.Status)!.Value", "Sql.TryParseInt64(r.Status) ?? 0"),
        Of(new DefaultValueFix(), "QRN2105", "Give 'Value' the value 0m in place of null", Table, "decimal Value", "from l in lines group l by l.OrderId into g select new Order { Value = g.Average(l => (decimal?)l.Pieces)!.Value }", "!.Value", " ?? 0m"),
        Of(new DefaultValueFix(), "QRN2105", "Give 'Value' the value \"\" in place of null", Table, "string Value", "rows.LeftJoin(customers, r => r.CustomerId, c => c.Id, (r, c) => new Order { Value = c!.Segment })", "c!.Segment", "c?.Segment ?? \"\""),
        new(
            new DefaultValueFix(), "QRN2105", "Give 'Value' the value \"\" in place of null",
            """
            namespace Shop;

            [Table]
            public partial record Order(long Id, string Value)
            {
                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order(r.Id, r.Note!));
            }
            """,
            "r.Note!", "r.Note ?? \"\""),

        Of(new PrecisionFix(), "QRN2108", "Declare 'Value' with [Precision(18, 4)]", Table, "[Precision(8, 2)] decimal Value", "rows.Select(r => new Order { Value = r.Total })", "Precision(8, 2)", "Precision(18, 4)"),
        Of(new PrecisionFix(), "QRN2108", "Declare 'Value' with [Precision(12, 3)]", Table, "[Precision(precision: 8, scale: 2)] decimal Value", "lines.Select(l => new Order { Value = l.Weight * 100m })", "Precision(precision: 8, scale: 2)", "Precision(12, 3)"),
        Of(new PrecisionFix(), "QRN2109", "Declare 'Value' with [Precision(4, 3)]", Table, "[Precision(2, 2)] decimal Value", "rows.Select(r => new Order { Value = r.Id > 5 ? 0.125m : r.Id > 3 ? 1.5m : 0m })", "Precision(2, 2)", "Precision(4, 3)"),
        Of(new PrecisionFix(), "QRN2109", "Declare 'Value' with [Precision(19, 5)]", Table, "decimal Value", "rows.Select(r => new Order { Value = 0.00001m })", "public required decimal", "[Precision(19, 5)] public required decimal"),
        new(
            new PrecisionFix(), "QRN2108", "Declare 'Value' with [Precision(18, 4)]",
            """
            namespace Shop;

            [Table]
            public partial record Order([Precision(6, 2)] decimal Value)
            {
                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order(r.Total));
            }
            """,
            "Precision(6, 2)", "Precision(18, 4)"),

        Of(new TieBreakFix(), "QRN2103", "Order by 'Id' too", Incremental, "long Id", "rows.OrderByDescending(r => r.Total).Take(10).Select(r => new Order { Id = r.Id })", "r.Total)", "r.Total).ThenBy(r => r.Id)"),
        Of(new TieBreakFix(), "QRN2103", "Order by 'Id' too", Incremental, "long Id", "rows.Take(10).Select(r => new Order { Id = r.Id })", "rows.Take", "rows.OrderBy(x => x.Id).Take"),
        Of(new TieBreakFix(), "QRN2103", "Order by 'Id' too", Incremental, "long Id", "(from r in rows orderby r.Status, r.Total descending select r).Take(10).Select(r => new Order { Id = r.Id })", "r.Total descending", "r.Total descending, r.Id"),
        Of(new TieBreakFix(), "QRN2103", "Order by 'Id' too", Incremental, "long Id", "(from r in rows join c in customers on r.CustomerId equals c.Id orderby c.Segment select new { r, c }).Take(10).Select(x => new Order { Id = x.r.Id })", "orderby c.Segment", "orderby c.Segment, r.Id"),
        Of(new TieBreakFix(), "QRN2103", "Order by 'OrderId' and 'Number' too", Keyed, "[Key] long Id; [Key] int Number", "lines.OrderBy(l => l.State).Take(10).Select(l => new Order { Id = l.OrderId, Number = l.Number })", "l.State)", "l.State).ThenBy(l => l.OrderId).ThenBy(l => l.Number)"),
        Of(new TieBreakFix(), "QRN2103", "Order by 'Number' too", Keyed, "[Key] long Id; [Key] long Place", "lines.Over((l, all) => new Order { Id = l.OrderId, Place = all.PartitionBy(x => x.OrderId).OrderBy(x => x.State).RowNumber() })", "x.State)", "x.State).ThenBy(x => x.Number)"),
        Of(new TieBreakFix(), "QRN2103", "Order by 'Id' too", Incremental, "long Id", "rows.OrderBy(r => r.UpdatedAt).DistinctBy(r => r.CustomerId).Select(r => new Order { Id = r.Id })", "r.UpdatedAt)", "r.UpdatedAt).ThenBy(r => r.Id)"),

        Of(new LookbackFix(), "QRN1010", "Write \"5m\"", Incremental, "long Id", "rows.ChangedSince(r => r.UpdatedAt, \"5 minutes\").Select(r => new Order { Id = r.Id })", "\"5 minutes\"", "\"5m\""),
        Of(new LookbackFix(), "QRN1010", "Write \"14d\"", Incremental, "long Id", "rows.ChangedSince(r => r.UpdatedAt, lookback: \"2 weeks\").Select(r => new Order { Id = r.Id })", "\"2 weeks\"", "\"14d\""),
        Of(new LookbackFix(), "QRN1010", "Write \"90m\"", Incremental, "long Id", "rows.ChangedSince(r => r.UpdatedAt, lookback: \"01:30:00\").Select(r => new Order { Id = r.Id })", "\"01:30:00\"", "\"90m\""),
        Of(new LookbackFix(), "QRN2111", "Set the lookback to \"2h\"", Keyed, "long Id; [Key] long VisitId", Window("rows.ChangedSince(r => r.UpdatedAt)"), "r.UpdatedAt)", "r.UpdatedAt, lookback: \"2h\")"),
        Of(new LookbackFix(), "QRN2111", "Set the lookback to \"2h\"", Keyed, "long Id; [Key] long VisitId", Window("rows.ChangedSince(r => r.UpdatedAt, \"30m\")"), "\"30m\"", "\"2h\""),

        new(
            new RemoveAttributeFix(), "QRN1012", "Remove [Precision(18, 2)]",
            """
            namespace Shop;

            [Table]
            public partial record Order
            {
                [Precision(18, 2)]
                public required long Id { get; init; }

                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order { Id = r.Id });
            }
            """,
            "    [Precision(18, 2)]\n", ""),
        Of(new RemoveAttributeFix(), "QRN1013", "Keep [Table]", "[Table, View]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", "[Table, View]", "[Table]"),
        Of(new RemoveAttributeFix(), "QRN1013", "Keep [View]", "[Table]\n[View]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", "[Table]\n", ""),
        Of(new RemoveAttributeFix(), "QRN1015", "Remove [Column(\"\")]", Table, "[Column(\"\")] long Id", "rows.Select(r => new Order { Id = r.Id })", "[Column(\"\")] ", ""),
        Of(new RemoveAttributeFix(), "QRN1015", "Leave the empty name out", "[Table(Schema = \"marts\", Name = \"\")]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", ", Name = \"\"", ""),
        Of(new RemoveAttributeFix(), "QRN1015", "Leave the empty name out", "[Table(Name = \"\")]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", "(Name = \"\")", ""),
        Of(new RemoveAttributeFix(), "QRN1016", "Remove [RenamedFrom(\"id\")]", Table, "[RenamedFrom(\"id\"), Unique] long Id", "rows.Select(r => new Order { Id = r.Id })", "RenamedFrom(\"id\"), ", ""),
        Of(new RemoveAttributeFix(), "QRN1013", "Keep [Ephemeral]", "[Ephemeral, View]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", "[Ephemeral, View]", "[Ephemeral]"),
        Of(new RemoveAttributeFix(), "QRN1016", "Remove [RenamedFrom(\"orders\")]", "[Ephemeral, RenamedFrom(\"orders\")]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", ", RenamedFrom(\"orders\")", ""),
        Of(new RemoveAttributeFix(), "QRN3005", "Remove [RenamedFrom(\"raw.orders\")]", "[Table, RenamedFrom(\"raw.orders\")]\npublic partial record Order", "long Id", "rows.Select(r => new Order { Id = r.Id })", ", RenamedFrom(\"raw.orders\")", ""),

        new(
            new MakeStaticFix(), "QRN1008", "Make 'Define' static",
            """
            namespace Shop;

            [Table]
            public partial record Order
            {
                public required long Id { get; init; }

                public Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order { Id = r.Id });
            }
            """,
            "public Query", "public static Query"),
        new(
            new MakeStaticFix(), "QRN5002", "Make 'IdIsPositive' static",
            """
            namespace Shop;

            [Table]
            public partial record Order
            {
                public required long Id { get; init; }

                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order { Id = r.Id });

                [Test] public Query<Order> IdIsPositive(Query<Order> tested) => tested.Where(t => t.Id <= 0);
            }
            """,
            "public Query", "public static Query"),
        Of(new RemoveChangedSinceFix(), "QRN2007", "Remove 'ChangedSince'", Table, "long Id", "rows.ChangedSince(r => r.UpdatedAt).Select(r => new Order { Id = r.Id })", ".ChangedSince(r => r.UpdatedAt)", ""),
        Of(new RemoveChangedSinceFix(), "QRN2007", "Remove 'ChangedSince'", Table, "long Id", "from r in rows.ChangedSince(r => r.UpdatedAt).OrWhenChanged(visits, r => r.Id, v => v.OrderId, v => v.At) select new Order { Id = r.Id }", ".ChangedSince(r => r.UpdatedAt).OrWhenChanged(visits, r => r.Id, v => v.OrderId, v => v.At)", ""),
        Of(new SequenceEqualFix(), "QRN2010", "Write 'r.Tags.SequenceEqual(r.OldTags)'", Table, "long Id", "rows.Where(r => r.Tags == r.OldTags).Select(r => new Order { Id = r.Id })", "r.Tags == r.OldTags", "r.Tags.SequenceEqual(r.OldTags)"),
        Of(new SequenceEqualFix(), "QRN2010", "Write '!r.Tags.SequenceEqual(r.OldTags)'", Table, "long Id", "from r in rows where r.Tags != r.OldTags select new Order { Id = r.Id }", "r.Tags != r.OldTags", "!r.Tags.SequenceEqual(r.OldTags)"),
        Of(new ParsedTextFix(), "QRN2112", "Parse the text with Sql.TryParseInt64", Table, "long Id", "rows.Where(r => r.Id.ToString() == r.Note).Select(r => new Order { Id = r.Id })", "r.Id.ToString() == r.Note", "r.Id == Sql.TryParseInt64(r.Note)"),
        Of(new ParsedTextFix(), "QRN2112", "Parse the text with Sql.TryParseInt64", Table, "long Id", "from r in rows from l in lines where r.Note != $\"{l.Number}\" select new Order { Id = r.Id }", "r.Note != $\"{l.Number}\"", "Sql.TryParseInt64(r.Note) != l.Number"),
        Of(new ParsedTextFix(), "QRN2112", "Parse the text with Sql.TryParseInt64", Table, "long Id", "from c in customers join r in rows on c.Id.ToString() equals r.Note select new Order { Id = r.Id }", "c.Id.ToString() equals r.Note", "c.Id equals Sql.TryParseInt64(r.Note)"),
        Of(new ParsedTextFix(), "QRN2112", "Compare the values themselves", Table, "long Id", "from r in rows from l in lines where r.CustomerId.ToString() == l.Number.ToString() select new Order { Id = r.Id }", "r.CustomerId.ToString() == l.Number.ToString()", "r.CustomerId == l.Number"),
        new(
            new JsonMemberFix(), "QRN2013", "Declare 'Channel' as 'string?'",
            """
            namespace Shop;

            [Table]
            public partial record Order
            {
                public string? Value { get; init; }

                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order { Value = Json.Parse(r.Status).As<Meta>()!.Channel });

                public record Meta
                {
                    public string Channel { get; init; } = "";
                }
            }
            """,
            "string Channel", "string? Channel"),
        new(
            new JsonMemberFix(), "QRN2013", "Declare 'Pieces' as 'int?'",
            """
            namespace Shop;

            [Table]
            public partial record Order
            {
                public required bool Value { get; init; }

                public static Query<Order> Define(Query<RawOrder> rows) =>
                    rows.Select(r => new Order { Value = Json.Parse(r.Status).As<Meta>() is { Pieces: < 5 } });

                public record Meta(int Pieces);
            }
            """,
            "int Pieces", "int? Pieces"),
        Of(new AcceptedTextFix(), "QRN2107", "Write 'sent'", Table, "long Id", "lines.Where(l => l.State == \"send\").Select(l => new Order { Id = l.OrderId })", "\"send\"", "\"sent\""),
        Of(new AcceptedTextFix(), "QRN2109", "Write 'open'", Table, "[AcceptedValues(\"open\", \"shut\")] string State", "rows.Select(r => new Order { State = r.Total > 0 ? \"opn\" : \"shut\" })", "\"opn\"", "\"open\""),
    ];

    const string Table = "[Table]\npublic partial record Order";

    const string Incremental = "[Incremental(UniqueKey = nameof(Id))]\npublic partial record Order";

    const string Keyed = "[Incremental]\npublic partial record Order";

    const string Joined = "from r in rows join c in customers on r.CustomerId equals c.Id into found from c in found.DefaultIfEmpty() ";

    static string Window(string rows) =>
        $"from r in {rows} from v in visits where v.OrderId == r.Id && v.At >= r.UpdatedAt && v.At <= r.UpdatedAt.AddHours(2) select new Order {{ Id = r.Id, VisitId = v.Id }}";

    // `[Key] long Id; string? Note` are columns as C# writes them; the query may read each of the inputs.
    static FixCase Of(CodeFixProvider fix, string id, string title, string head, string columns, string query, string before, string after)
    {
        var inputs = new[] { ("rows", "RawOrder"), ("customers", "RawCustomer"), ("lines", "RawLine"), ("visits", "RawVisit") }
            .Where(i => query.Contains(i.Item1, StringComparison.Ordinal)).Select(i => $"Query<{i.Item2}> {i.Item1}");
        var source = $$"""
            namespace Shop;

            {{head}}
            {
            {{string.Join('\n', columns.Split(';', StringSplitOptions.TrimEntries).Select(Column))}}

                public static Query<Order> Define({{string.Join(", ", inputs)}}) =>
                    {{query}};
            }
            """;
        return new(fix, id, title, source, before, after);
    }

    static string Column(string column)
    {
        var type = column.LastIndexOf("] ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0;
        return $"    {column[..type]}public {(column.Contains('?', StringComparison.Ordinal) ? "" : "required ")}{column[type..]} {{ get; init; }}";
    }
}
