namespace Quern.Generators.Parsing.Functions;

/// <summary>Operators and conditions, which the translator writes itself.</summary>
internal static class OperatorForms
{
    /// <summary>Where a result that does not fit fails.</summary>
    public const string Overflow = "A result that does not fit fails; on Snowflake, whose integers are wider, where it is stored.";

    public static IReadOnlyList<FunctionRow> Rows { get; } =
    [
        Checked("a + b", "x.Count + x.Step"),
        Checked("a - b", "x.Count - x.Step"),
        Checked("a * b", "x.Count * x.Step"),
        Checked("a / b", "x.Count / x.Step") with { Note = "Cut towards zero. A zero divisor fails." },
        FunctionRow.Syntax("a % b", "x.Step % x.Level") with { Note = "The sign is the left side's. A zero divisor fails." },
        Checked("-a", "-x.Count"),
        FunctionRow.Syntax("a + b of decimals", "x.Amount + x.Rate"),
        FunctionRow.Syntax("a - b of decimals", "x.Amount - x.Count"),
        FunctionRow.Syntax("a * b of decimals", "x.Amount * x.Rate"),
        FunctionRow.Syntax("-a of a decimal", "-x.Amount"),
        FunctionRow.Syntax("a + b of doubles", "x.Ratio + x.Amplitude"),
        FunctionRow.Syntax("a - b of doubles", "x.Ratio - x.Count"),
        FunctionRow.Syntax("a * b of doubles", "x.Ratio * 0.5"),
        FunctionRow.Syntax("a / b of doubles", "x.Amplitude / (x.Ratio * x.Ratio + 1)"),
        FunctionRow.Syntax("a + b of null", "x.Level + x.Step"),
        FunctionRow.Syntax("a == b", "x.Level == x.Step") with { Note = "Null equals null." },
        FunctionRow.Syntax("a == b of texts", "x.Note == x.Other") with { Note = "By code point." },
        FunctionRow.Syntax("a != b", "x.Note != x.Other"),
        FunctionRow.Syntax("a == null", "x.Note == null"),
        FunctionRow.Syntax("a < b", "x.Level < x.Step") with { Note = "False where a side is null." },
        FunctionRow.Syntax("a <= b", "x.Day <= new DateOnly(2024, 3, 3)"),
        FunctionRow.Syntax("a > b", "x.At > x.Later"),
        FunctionRow.Syntax("a >= b", "x.Amount >= x.Rate"),
        FunctionRow.Syntax("!a", "!(x.Level > 0)") with { Note = "True where `x.Level` is null." },
        FunctionRow.Syntax("a && b", "x.IsOpen && x.Level > 0"),
        FunctionRow.Syntax("a || b", "x.IsOpen || x.Note == \"paid\""),
        FunctionRow.Syntax("a ^ b", "x.IsOpen ^ x.Level > 0"),
        FunctionRow.Syntax("a ? b : c", "x.Level > 0 ? x.Note : x.Text"),
        FunctionRow.Syntax("a ?? b", "x.Level ?? x.Step"),
        FunctionRow.Syntax("a?.b", "x.Note?.Trim()"),
        FunctionRow.Syntax("a.HasValue", "x.Level.HasValue"),
        FunctionRow.Syntax("a + b of text", "x.Text + x.Note + x.Level") with { Note = "Null reads as empty." },
        FunctionRow.Syntax("$\"{a}\"", "$\"{x.Other}: {x.Note} ({x.Count}, {x.Day:yyyy-MM-dd})\"") with { Note = "Of texts, integers and Guids, and of dates with the format `yyyy-MM-dd` or `O`." },
        FunctionRow.Syntax("(a, b) == (c, d)", "(x.Note, x.Level) == (x.Other, x.Step)"),
        FunctionRow.Syntax("new[] { a, b }.Contains(c)", "new[] { \"paid\", \"x\", null }.Contains(x.Note)"),
        FunctionRow.Syntax("default(DateOnly)", "x.Level > 0 ? x.Day : default(DateOnly)"),
        FunctionRow.Syntax("~a", "~x.Count"),
        FunctionRow.Syntax("$\"{enumeration}\"", "$\"{x.Status} {x.IsOpen}\"") with { Note = "The member's name, as in C#." },
        FunctionRow.Syntax("a is null", "x.Note is null"),
        FunctionRow.Syntax("a is constant", "x.StatusText is \"paid\" or \"shipped\""),
        FunctionRow.Syntax("a is > constant", "x.Level is > 0 and < 64"),
        FunctionRow.Syntax("a is not constant", "x.Level is not (0 or 1)") with { Note = "True where `x.Level` is null." },
        FunctionRow.Syntax("a is { }", "x.Note is { Length: > 2 }"),
        FunctionRow.Syntax("a switch", "x.Count switch { < 0 => \"negative\", 0 => \"zero\", _ => \"positive\" }"),
        FunctionRow.Syntax("a switch of an enum", "x.Status switch { Status.Pending => 1, Status.Paid => 2, Status.Shipped => 3, _ => 0 }"),
        FunctionRow.Syntax("(a, b) switch", "(x.IsOpen, x.Level) switch { (true, null) => \"none\", (_, > 0) => \"some\", _ => \"other\" }"),
        FunctionRow.Syntax("a switch with when", "x.Level switch { null => -1, var level when level > x.Step => 1, _ => 0 }"),
        FunctionRow.Syntax("(int)a of a decimal", "(int)x.Amount") with { Note = "Cut towards zero." },
        FunctionRow.Syntax("(long)a of a double", "(long)x.Ratio") with { Note = "Cut towards zero." },
        Checked("(int)a of a long", "(int)x.Total"),
        FunctionRow.Syntax("(double)a", "(double)x.Count"),
        FunctionRow.Syntax("(decimal)a", "(decimal)x.Count / 8"),
    ];

    static FunctionRow Checked(string form, string example) => FunctionRow.Syntax(form, example) with { Note = Overflow, OverflowsWhenStored = true };
}
