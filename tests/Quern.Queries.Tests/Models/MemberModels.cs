using System.Globalization;

namespace Quern.Queries.Tests;

public enum OrderState
{
    Open,
    [EnumValue("paid")] Settled,
    Void,
}

/// <summary>Lists that are written in place, equality of tuples, and values that C# has without being told.</summary>
[Table(Schema = "members")]
public partial record Lists
{
    [Key] public required long Id { get; init; }
    public required bool OfTexts { get; init; }
    public required bool OfOtherTexts { get; init; }
    public required bool OfNumbers { get; init; }
    public required bool OfNull { get; init; }
    public required bool OfColumns { get; init; }
    public required bool OfNothing { get; init; }
    public required bool OfDays { get; init; }
    public required bool OfMembers { get; init; }
    public required bool OfDecimals { get; init; }
    public required bool OfCollection { get; init; }
    public required bool OfVariable { get; init; }
    public required bool OfHelper { get; init; }
    public required bool OfCharacters { get; init; }
    public required bool Pair { get; init; }
    public required bool OtherPair { get; init; }
    public required bool Triple { get; init; }
    public string? Text { get; init; }
    public string? SaidText { get; init; }
    public long? Number { get; init; }
    [Precision(12, 2)] public required decimal Amount { get; init; }
    public required DateTime At { get; init; }
    public required Guid Key { get; init; }
    public required OrderState State { get; init; }
    public required long Given { get; init; }
    public required long Otherwise { get; init; }

    static string[] Final => ["paid", "void"];

    static string?[] Either(string? first, string second) => [first == "a" ? null : first, second];

    public static Query<Lists> Define(Query<Order> orders) => orders.Select(o => new Lists
    {
        Id = o.Id,
        OfTexts = new[] { "paid", "void" }.Contains(o.Status),
        OfOtherTexts = !new[] { "a", "b" }.Contains(o.Note),
        OfNumbers = new long[] { 5, 250 }.Contains(o.Cents),
        OfNull = new long?[] { 10, null }.Contains(o.CustomerId),
        OfColumns = new[] { o.Note, "b" }.Contains(o.Status == "paid" ? o.Note : "z"),
#pragma warning disable CA1825 // The list is what is tested; Array.Empty is a method.
        OfNothing = new string[] { }.Contains(o.Note),
#pragma warning restore CA1825
        OfDays = new[] { new DateOnly(2024, 1, 3), new DateOnly(2024, 3, 31) }.Contains(o.Day),
        OfMembers = new[] { OrderState.Open, OrderState.Settled }.Contains(Sql.ParseEnum<OrderState>(o.Status)),
        OfDecimals = new[] { 2.5m, 0m }.Contains(o.Amount),
        OfCollection = Enumerable.Contains(["a", null, "B"], o.Note),
        OfVariable = Either(o.Note, "z").Contains(o.Note),
        OfHelper = Final.Contains(o.Status),
        OfCharacters = new[] { 'p', 'v' }.Contains(o.Status[0]),
        Pair = (o.Note, o.CustomerId) == ("a", 10),
        OtherPair = (o.Note, o.CustomerId) != (null, 10),
        Triple = ((o.Status, o.Cents), o.CustomerId) == (("paid", 7), null),
        Text = o.Cents > 100 ? o.Note : default,
        SaidText = o.Cents > 100 ? o.Note : default(string),
        Number = o.Cents > 100 ? o.Cents : default(long?),
        Amount = o.Cents > 100 ? o.Amount : default,
        At = o.Cents > 100 ? o.At : default,
        Key = default(Guid),
        State = o.Cents > 100 ? Sql.ParseEnum<OrderState>(o.Status) : default,
        Given = o.CustomerId.GetValueOrDefault(),
        Otherwise = o.CustomerId.GetValueOrDefault(o.Cents),
    });
}

/// <summary>Overloads that share a row of the function table with another one.</summary>
[Table(Schema = "members")]
public partial record Overloads
{
    [Key] public required long Id { get; init; }
    public required int LongCompared { get; init; }
    public required int DecimalCompared { get; init; }
    public required int DayCompared { get; init; }
    public required int TimeCompared { get; init; }
    public required int InstantCompared { get; init; }
    public required int TextCompared { get; init; }
    public required int Int { get; init; }
    public required long Long { get; init; }
    public required int Narrow { get; init; }
    public required double Double { get; init; }
    [Precision(12, 2)] public required decimal Decimal { get; init; }
    public required bool Boolean { get; init; }
    public required string Text { get; init; }
    public required bool Even { get; init; }
    public required bool Odd { get; init; }
    public required double Logarithm { get; init; }
    public required string Trimmed { get; init; }
    public required string Replaced { get; init; }
    public required int Place { get; init; }
    public required bool Lower { get; init; }
    public required bool Parsed { get; init; }

    public static Query<Overloads> Define(Query<Order> orders) => orders.Select(o => new Overloads
    {
        Id = o.Id,
        LongCompared = o.Cents.CompareTo(250),
        DecimalCompared = o.Amount.CompareTo(2.5m),
        DayCompared = o.Day.CompareTo(new DateOnly(2024, 1, 3)),
        TimeCompared = o.At.CompareTo(new DateTime(2024, 1, 3, 9, 30, 0)),
        InstantCompared = DateTimeOffset.FromUnixTimeSeconds(o.Cents).CompareTo(DateTimeOffset.FromUnixTimeMilliseconds(250_000)),
        TextCompared = Math.Sign(string.Compare(o.Note, o.Status, StringComparison.OrdinalIgnoreCase)),
        Int = Convert.ToInt32(o.Rate),
        Long = Convert.ToInt64(o.Amount),
        Narrow = Convert.ToInt32(o.Cents),
        Double = Convert.ToDouble(o.Cents),
        Decimal = Convert.ToDecimal(o.Cents),
        Boolean = Convert.ToBoolean(o.Cents),
        Text = Convert.ToString(o.Cents),
        Even = long.IsEvenInteger(o.Cents),
        Odd = long.IsOddInteger(o.Cents),
        Logarithm = Math.Log(o.Rate > 0 ? o.Rate : 1, 10),
        Trimmed = o.Status.Trim('p', 'd', 'v'),
        Replaced = o.Status.Replace("p", "q", StringComparison.Ordinal),
        Place = o.Status.IndexOf('d', StringComparison.Ordinal),
        Lower = char.IsAsciiLetterLower(o.Status[0]),
        Parsed = int.TryParse(o.Note, CultureInfo.InvariantCulture, out _) || o.Cents.Equals(250) || o.Day.Equals(new DateOnly(2024, 1, 1)) || o.Amount.Equals(0.05m) || o.At.Equals(DateTime.UnixEpoch),
    });
}

/// <summary>Forms of dates, times and numbers.</summary>
[Table(Schema = "members")]
public partial record Forms
{
    [Key] public required long Id { get; init; }
    public required string Day { get; init; }
    public required string Month { get; init; }
    public required string Time { get; init; }
    public required string Mixed { get; init; }
    public required string Hole { get; init; }
    public required string Number { get; init; }
    public required string Zeros { get; init; }
    public required string Nullable { get; init; }
    public required string State { get; init; }
    public required string MaybeState { get; init; }
    public required string Parts { get; init; }

    public static Query<Forms> Define(Query<Order> orders) => orders.Select(o => new Forms
    {
        Id = o.Id,
        Day = o.Day.ToString("yyyyMMdd"),
        Month = o.Day.ToString("MM.yyyy", CultureInfo.InvariantCulture),
        Time = o.At.ToString("yyyyMMddHHmmss"),
        Mixed = o.At.AddMinutes(7).ToString("MMmm ss_dd-HHMM"),
        Hole = $"{o.At:yyyy-MM-ddTHH:mm}",
        Number = ((int)o.Id).ToString("D3"),
        Zeros = o.Cents.ToString("0000", CultureInfo.InvariantCulture),
        Nullable = $"<{o.CustomerId:D3}>",
        State = Sql.ParseEnum<OrderState>(o.Status).ToString(),
        MaybeState = $"{Sql.TryParseEnum<OrderState>(o.Note)}|{o.Cents > 100}|{o.CustomerId.ToString()}",
        Parts = string.Empty + "{" + o.Cents + '}',
    });
}

/// <summary>Spans, times of day, Unix time and weeks.</summary>
[Table(Schema = "members")]
public partial record Times
{
    [Key] public required long Id { get; init; }
    public required DateTime Noon { get; init; }
    public required DateTime Midnight { get; init; }
    public required DateTime Before { get; init; }
    public required DateTime After { get; init; }
    public required DateTime Shifted { get; init; }
    public required bool IsLate { get; init; }
    public required bool IsEarly { get; init; }
    public required bool IsMidnight { get; init; }
    public required double Hours { get; init; }
    public required int Minute { get; init; }
    public required int Week { get; init; }
    public required int WeekYear { get; init; }
    public required int Days { get; init; }
    public required int Millisecond { get; init; }
    public required long Unix { get; init; }
    public required DateTime Instant { get; init; }
    public required DateOnly Last { get; init; }

    public static Query<Times> Define(Query<Order> orders) => orders.Select(o => new Times
    {
        Id = o.Id,
        Noon = o.Day.ToDateTime(new TimeOnly(12, 0, 30)),
        Midnight = o.Day.ToDateTime(TimeOnly.MinValue),
        Before = o.At - TimeSpan.FromDays(1),
        After = o.At.Subtract(new TimeSpan((int)o.Id, 30, 0)).Add(TimeSpan.FromSeconds(o.Cents)),
        Shifted = o.At.AddMilliseconds(1500).AddMicroseconds(-3),
        IsLate = TimeOnly.FromDateTime(o.At) > new TimeOnly(9, 30),
        IsEarly = o.At.TimeOfDay <= TimeSpan.FromHours(9),
        IsMidnight = o.At - o.At.Date == TimeSpan.Zero,
        Hours = (o.At - DateTime.UnixEpoch - TimeSpan.FromMinutes(1)).TotalHours,
        Minute = TimeOnly.FromDateTime(o.At).Minute,
        Week = ISOWeek.GetWeekOfYear(o.Day),
        WeekYear = ISOWeek.GetYear(o.At.AddYears(-3)),
        Days = DateTime.DaysInMonth(o.Day.Year, o.Day.Month),
        Millisecond = o.At.AddMilliseconds(-1).Millisecond,
        Unix = DateTimeOffset.FromUnixTimeMilliseconds(o.Cents).ToUnixTimeSeconds(),
        Instant = DateTimeOffset.FromUnixTimeSeconds(o.Cents).UtcDateTime,
        Last = o.Cents > 100 ? o.Day : DateOnly.MaxValue,
    });
}

/// <summary>Patterns of lists, last places in text, shifted bits and decimals as text.</summary>
[Table(Schema = "members")]
public partial record Shapes
{
    [Key] public required long Id { get; init; }
    public required string OfOthers { get; init; }
    public required bool IsShort { get; init; }
    public required bool HasAny { get; init; }
    public required bool EndsLate { get; init; }

    public static Query<Shapes> Define(Query<Label> labels) =>
        from l in labels
        where l.Numbers is not [0, ..]
        select new Shapes
        {
            Id = l.Id,
            OfOthers = l.Others switch { null => "null", [] => "none", [var only] => only, ["b", .., var last] => last, _ => "other" },
            IsShort = l.Numbers is [_] or [_, _],
            HasAny = l.Others is [..],
            EndsLate = l.Days is [.., { Year: > 2000 } day] && day.Month == 2,
        };
}

[Table(Schema = "members")]
public partial record Written
{
    [Key] public required long Id { get; init; }
    public required int LastOfStatus { get; init; }
    public int? LastOfNote { get; init; }
    public required int Left { get; init; }
    public required long LeftOfLong { get; init; }
    public required int Wrapped { get; init; }
    public required long Unsigned { get; init; }
    public required int UnsignedOfInt { get; init; }
    public required int Right { get; init; }
    public required string Fixed { get; init; }
    public required string Whole { get; init; }
    public required string Nearly { get; init; }
    public required string Computed { get; init; }

    public static Query<Written> Define(Query<Order> orders) =>
        from o in orders
        where o.Status.LastIndexOf("pa", StringComparison.Ordinal) != 1
        select new Written
        {
            Id = o.Id,
            LastOfStatus = (o.Status + "/" + o.Note + "/" + o.Id).LastIndexOf('/'),
            LastOfNote = o.Note?.LastIndexOf('a'),
            Left = (int)o.Cents << 30,
            LeftOfLong = o.Cents << 61,
            Wrapped = (int)o.Cents << 33,
            Unsigned = o.Cents >>> 1,
            UnsignedOfInt = (int)o.Cents >>> -1,
            Right = (int)o.Cents >> 33,
            Fixed = o.Amount.ToString("F3", CultureInfo.InvariantCulture),
            Whole = o.Amount.ToString("f0", CultureInfo.InvariantCulture) + "!",
            Nearly = (o.Amount / 1000).ToString("F", CultureInfo.InvariantCulture),
            Computed = (o.Amount * 1.005m).ToString("F2", CultureInfo.InvariantCulture),
        };
}
