using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Tests.Changes;

/// <summary>
/// A small project whose files have holes, each with several fillings: <c>⟦a|b|c⟧</c>. The first filling of all gives a
/// project without errors. Relations, helpers, constants, base types, aliases and usings depend on each other across files.
/// </summary>
static partial class EditableProject
{
    /// <summary>The text of a file with the n-th filling in each hole.</summary>
    public static string Fill(string template, IReadOnlyList<int> fillings)
    {
        var hole = 0;
        return Hole().Replace(template, match => match.Groups[1].Value.Split('|') is var all ? all[fillings[hole++] % all.Length].Replace('¦', '|') : "");
    }

    public static int Holes(string template) => Hole().Count(template);

    /// <summary>The project without edits.</summary>
    public static CSharpCompilation Compilation() => StrictCompiler.Compilation(Files.Select(f => (f.Path, Fill(f.Template, new int[Holes(f.Template)]))))
        .AddReferences(UpstreamProject.References[0]);

    [GeneratedRegex("⟦([^⟧]*)⟧")]
    private static partial Regex Hole();

    public static readonly IReadOnlyList<(string Path, string Template)> Files =
    [
        ("GlobalUsings.cs", """
            global using System;
            global using Quern;
            ⟦|global using static Shop.Limits;|global using Limits = Shop.Other.Limits;|global using Tbl = Quern.TableAttribute;|// nothing⟧
            """),
        ("Sources.cs", """
            namespace Shop;

            /// <summary>⟦Orders|All orders|Orders of <see cref="RawCustomer"/>⟧.</summary>
            [Source("raw", "orders")⟦|, Extract("shop", Cursor = nameof(UpdatedAt), Lookback = "5m")⟧]
            public partial record RawOrder⟦| : Audited⟧
            {
                ⟦[Key] |⟧public required long Id { get; init; }
                ⟦|[Column("customer")] |[Column(Columns.Customer)] ⟧public required long⟦|?⟧ CustomerId { get; init; }
                public required ⟦long|int|decimal⟧ Cents { get; init; }
                ⟦|public string? Note { get; init; }|public required string Note { get; init; } = "";⟧
                public required Status Status { get; init; }
                public required DateTime ⟦UpdatedAt|ChangedAt⟧ { get; init; }
                ⟦public bool IsPaid => Status == Status.Paid;|public bool IsPaid => Status is Status.Paid or Status.Sent;|public bool IsPaid { get { return Cents > Limits.Large; } }⟧
                ⟦|public static bool operator >(RawOrder a, long b) => a.Cents > b; public static bool operator <(RawOrder a, long b) => a.Cents < b;⟧
            }

            [Source("raw", ⟦"customers"|Columns.Customers⟧)]
            public partial record RawCustomer
            {
                [Key] public required long Id { get; init; }
                public required string Name { get; init; }
                public string? Country { get; init; }
                [References<RawOrder>(nameof(RawOrder.Id))] public long? LastOrder { get; init; }
            }
            """),
        ("Status.cs", """
            namespace Shop;

            public enum Status { New, ⟦|[EnumValue("PAID")] ⟧Paid, ⟦Sent|Sent, Lost|Sent = Paid⟧ }
            """),
        ("Limits.cs", """
            namespace Shop;

            public static class Limits
            {
                public const long Large = ⟦1_000|2_000|Small * 10⟧;
                public const long Small = ⟦10|20⟧;
                public static long Huge ⟦=> Large * 5|=> 1_000_000|{ get; } = 5⟧;
            }

            static class Columns
            {
                public const string Customer = "customer_⟦id|key⟧";
                public const string Customers = "all_customers";
            }
            """),
        ("Other.cs", """
            ⟦|using Shop.Other;⟧
            namespace Shop.⟦Other|Models|Sales⟧
            {
                public static class ⟦Limits|Bounds⟧
                {
                    public const long Large = 7;
                    public const long Small = 3;
                    public static long Huge => 9;
                }

                public record Audited { public ⟦DateTime|DateOnly⟧ UpdatedAt { get; init; } }
                ⟦|public enum Status { New, Paid, Sent, Gone }⟧
            }
            """),
        ("Audited.cs", """
            namespace Shop;

            public abstract record Audited
            {
                public ⟦DateTime?|DateTimeOffset?⟧ LoadedAt { get; init; }
                ⟦|public string? LoadedBy { get; init; }|[NotNull] public string? Loader { get; init; }|public object? Tag { get; init; }⟧
            }
            """),
        ("Rules.cs", """
            namespace Shop;

            public static class Rules
            {
                public static bool IsLarge(this RawOrder o) => o.Cents > Limits.⟦Large|Small|Huge⟧;

                ⟦|public static bool IsLarge(this StgOrder o) => o.Cents > 5;⟧

                public static string Size(long cents) => ⟦cents > Limits.Large ? "large" : "small"|cents switch { > 5 => "l", _ => "s" }|Word(cents)⟧;

                static string Word(long cents) => cents ⟦>|<⟧ Limits.Small ? "yes" : ⟦"no"|null!⟧;

                public static Query<RawOrder> Recent(this Query<RawOrder> orders) => ⟦orders.Where(o => o.Cents > 0)|orders.Where(o => !o.IsPaid)|orders⟧;

                ⟦|public static Query<StgOrder> Where(this Query<StgOrder> orders, Func<StgOrder, int> f) => orders;⟧
                ⟦|extension(StgOrder o) { public bool IsTiny => o.Cents < Limits.Small; }⟧
            }
            """),
        ("StgOrder.cs", """
            ⟦|using Limits = Shop.Other.Limits;|using static Shop.Limits;|using Shop.Other;⟧
            namespace Shop⟦|.Models⟧;

            /// <summary>Clean orders.</summary>
            [Incremental(UniqueKey = nameof(Id)⟦|, Strategy = IncrementalStrategy.DeleteInsert|, ClusterBy = [nameof(Status)]⟧)]
            public partial record StgOrder : Audited
            {
                [Key] public required long Id { get; init; }
                public required long⟦|?⟧ CustomerId { get; init; }
                [Between(0, ⟦100|Limits.Large|"x"⟧)] public required long Cents { get; init; }
                public required Status Status { get; init; }
                public required string Size { get; init; }

                public static Query<StgOrder> Define(Query<RawOrder> orders) =>
                    from o in orders⟦|.Recent()⟧.ChangedSince(o => o.UpdatedAt)
                    where o.⟦IsLarge()|IsPaid|Cents > Limits.Small|Cents > Small⟧
                    select new StgOrder { Id = o.Id, CustomerId = o.CustomerId, Cents = o.Cents, Status = o.Status, Size = Rules.Size(o.Cents)⟦|, LoadedAt = null⟧, Code = "x"⟦| + o.Id⟧ };
            }
            """),
        ("StgOrder.Part.cs", """
            namespace Shop⟦|.Models⟧;

            ⟦|/// <summary>More.</summary>⟧
            ⟦partial record|public partial record⟧ StgOrder
            {
                public ⟦required ⟧string Code { get; init; }

                ⟦[Test]|// no test⟧ public static Query<StgOrder> Odd(Query<StgOrder> rows) => rows.Where(r => r.Cents < ⟦0|Limits.Small⟧);
            }
            """),
        ("DimCustomer.cs", """
            namespace Shop;

            [Table(Schema = "marts"⟦|, Name = "customers"|, Tags = ["a"]⟧)]
            public partial record DimCustomer(⟦|[Key] |[property: Key] ⟧long CustomerId, string Name⟦|, string? Country⟧)
            {
                public static Query<DimCustomer> Define(Query<RawCustomer> customers) =>
                    customers.Where(c => c.Name != "").Select(c => new DimCustomer(c.Id, c.Name⟦|, c.Country⟧));
            }
            """),
        ("Aliased.cs", """
            using ⟦T = Quern.TableAttribute|T = Quern.ViewAttribute|Tbl = Quern.TableAttribute⟧;
            namespace Shop
            {
                using U = ⟦System.SerializableAttribute|T|Quern.ViewAttribute⟧;

                [⟦T|U|Tbl|Quern.Table⟧]
                public partial record Aliased
                {
                    public required long Id { get; init; }
                    public static Query<Aliased> Define(Query<StgOrder> orders) => orders.Where(o => o.Size == ⟦"large"|nameof(Status)⟧).Select(o => new Aliased { Id = o.Id });
                }
            }
            """),
        ("Totals.cs", """
            namespace Shop;

            static partial class Reports⟦|<T>⟧
            {
                [View] public partial record Totals
                {
                    public required long CustomerId { get; init; }
                    public required string Name { get; init; }
                    public required long Orders { get; init; }
                    [Precision(⟦18|38⟧, 2)] public required decimal Amount { get; init; }

                    public static Query<Totals> Define(Query<StgOrder> orders, Query<DimCustomer> customers) =>
                        from o in orders
                        join c in customers on o.CustomerId equals c.CustomerId
                        ⟦|where o.IsLarge()|where o.IsTiny⟧
                        group o by new { c.CustomerId, c.Name } into g
                        select new Totals { CustomerId = g.Key.CustomerId, Name = g.Key.Name, Orders = g.Count(), Amount = g.Sum(o => o.Cents) / 100m };
                }
            }
            """),
        ("Reports.cs", """
            namespace Shop;

            ⟦|// a line

            ⟧static ⟦partial |⟧class Reports { public const string Large = "no number"; }
            """),
        ("Nullness.cs", """
            ⟦|#nullable disable⟧
            namespace Shop;

            [Table] public partial record Nullness
            {
                public required long Id { get; init; }
                public ⟦string?|string|required string⟧ Text { get; init; }
                ⟦|#nullable disable

            ⟧    public string Other { get; init; } = "other";
                public static Query<Nullness> Define(Query<RawCustomer> rows) => rows.Select(r => new Nullness { Id = r.Id, Text = r.⟦Name|Country⟧ });
            }
            """),
        ("Hiding.cs", """
            ⟦|namespace Shop.Models { public static class Limits { public const long Large = 4, Small = 4; public static long Huge => 4; } }|namespace Shop { public static class RawOrders { } }|namespace Shop.Models.Limits { class X; }|namespace Shop.Models { record RawOrder; }⟧
            ⟦|namespace System { public class Extra; }|[assembly: System.CLSCompliant(false)]⟧
            """),
        ("Step.cs", """
            using E = Quern.EphemeralAttribute;
            namespace Shop;

            [⟦Ephemeral|E|EphemeralAttribute|View⟧]
            public partial record Step
            {
                public required long Id { get; init; }
                public static Query<Step> Define(Query<RawOrder> orders) =>
                    orders.Where(o => o.Cents > ⟦Limits.Small|Limits.Large|5⟧).Select(o => new Step { Id = o.Id });
            }
            """),
        ("StepReader.cs", """
            namespace Shop;

            [View] public partial record StepReader
            {
                public required long Id { get; init; }
                public static Query<StepReader> Define(Query<Step> steps) => steps.Select(s => new StepReader { Id = s.Id ⟦+|-⟧ 1 });
            }
            """),
        ("Rates.cs", """
            ⟦using Upstream;|using Rate = Upstream.RawRate; using RawRate = Upstream.RawRate;⟧
            namespace Shop;

            [Table]
            public partial record Rates
            {
                [Key] public required string Currency { get; init; }
                [Precision(18, 4)] public ⟦decimal|decimal?|double?⟧ ToEuro { get; init; }
                public static Query<Rates> Define(Query<RawRate> rates⟦|, Query<RawOrder> orders⟧) =>
                    rates.Where(r => r.Currency != ⟦"EUR"|Mapped.Euro|Mapped.Codes.Euro⟧).Select(r => new Rates { Currency = r.Currency, ToEuro = r.ToEuro });
            }
            """),
        ("Mapped.cs", """
            namespace Shop;

            static ⟦|partial ⟧class Mapped
            {
                public const string Euro = "⟦EUR|eur⟧";
                public static class Codes { public const string Euro = ⟦"e"|Mapped.Euro⟧; }

                [Sql("⟦soundex|upper⟧({0})"⟦|, Engine = "postgres"⟧)]
                public static string Sound(string text) => text;

                public static T Same<T>(T value) => ⟦value|value ?? value⟧;
                ⟦|public static long Same(long value) => value + 1;⟧
            }
            """),
        ("Tree.cs", """
            #nullable ⟦enable|disable⟧
            ⟦#pragma warning disable QRN2101|#pragma warning disable QRN2114|// no pragma⟧
            namespace Shop;

            [Table]
            public partial record Tree
            {
                [Key] public required long Id { get; init; }
                public required string Path { get; init; }
                public static Query<Tree> Define(Query<RawCustomer> customers, Query<RawOrder> orders)
                {
                    var seed = from c in customers where c.LastOrder == ⟦null|Mapped.Same(c.Id)⟧ select new Tree { Id = c.Id, Path = Mapped.⟦Sound|Same⟧(c.Name) };
                    ⟦|seed = seed.Where(t => t.Id > 0);|var more = seed.Concat(seed);⟧
                    return Query.Recurse(seed, above =>
                        from a in above
                        join c in customers on a.Id equals c.⟦LastOrder|Id⟧
                        where Deep(a.Path)
                        select new Tree { Id = c.Id, Path = a.Path + "/" + c.Name });

                    static bool Deep(string path) => path.Length < ⟦50|Limits.Small⟧;
                }
            }
            """),
        ("Unrelated.cs", """
            namespace Shop;

            class Unrelated { int x = ⟦1|2|3⟧; }
            """),
    ];
}
