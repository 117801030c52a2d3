using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Quern.Generators.Diagnostics;

/// <summary>Every diagnostic of the generator. IDs are by stage and never reused; each has a page in docs/rules.</summary>
internal static class Descriptors
{
    static readonly Dictionary<string, DiagnosticDescriptor> ById = new(StringComparer.Ordinal);

    public static readonly DiagnosticDescriptor InternalError = Error(
        "QRN0000", "Internal error", "Quern failed while it read '{0}': {1}. This is a defect of Quern: please report it with the record's source.");

    public static readonly DiagnosticDescriptor NotPartialRecord = Error(
        "QRN1001", "A source or model must be a partial record", "'{0}' is not a partial record class; declare it as 'public partial record {0}'");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Error(
        "QRN1002", "A type that contains a source or model must be partial and not generic", "'{0}' contains '{1}' but is {2}; {3}");

    public static readonly DiagnosticDescriptor UnsupportedColumnType = Error(
        "QRN1003", "A column's type can't be stored", "Column '{0}.{1}' has the type '{2}', which no engine stores; use bool, short, int, long, decimal, float, double, string, an enum, DateOnly, DateTime, DateTimeOffset, Guid or Quern.Json, or an array of one of them but Json");

    public static readonly DiagnosticDescriptor UnknownColumn = Error(
        "QRN1004", "An attribute names a column that does not exist", "{0} of '{1}' names '{2}', which is no column of it; its columns are {3}");

    public static readonly DiagnosticDescriptor MissingKey = Error(
        "QRN1005", "A relation needs a key", "'{0}' has no key, and {1} needs one; set {2} = nameof(…) or mark the identifying property with [Key]");

    public static readonly DiagnosticDescriptor NullableKey = Error(
        "QRN1006", "A key or cursor column may be null", "'{0}.{1}' is part of {2} but may be null; declare it as '{3}' without '?'");

    public static readonly DiagnosticDescriptor MissingDefine = Error(
        "QRN1007", "A model has no query", "Model '{0}' has no query; add 'public static Query<{0}> Define(Query<…> input) => …'");

    public static readonly DiagnosticDescriptor WrongDefine = Error(
        "QRN1008", "Define has the wrong signature", "'{0}.Define' {1}; it must be 'public static Query<{0}> Define(Query<…> …)'");

    public static readonly DiagnosticDescriptor WrongInput = Error(
        "QRN1009", "A parameter of Define is no relation", "Parameter '{0}' of '{1}' has the type '{2}'; it must be Query<T> of a record with [Source], [Table], [View] or [Incremental], or, in an [Incremental] model, Target<{3}>");

    public static readonly DiagnosticDescriptor WrongLookback = Error(
        "QRN1010", "A lookback can't be read", "The lookback '{0}' of '{1}' is not a whole number with a unit; write it as \"30s\", \"5m\", \"2h\" or \"1d\"");

    public static readonly DiagnosticDescriptor DuplicateColumn = Error(
        "QRN1011", "Two columns have one name", "Properties '{0}' and '{1}' of '{2}' are both stored as column '{3}' (names compare without case); rename one or give it [Column(\"…\")]");

    public static readonly DiagnosticDescriptor WrongPrecision = Error(
        "QRN1012", "A precision is impossible", "[Precision({0}, {1})] of '{2}.{3}' is impossible; precision must be 1 to 38, scale 0 to the precision, and the column a decimal");

    public static readonly DiagnosticDescriptor SeveralKinds = Error(
        "QRN1013", "A record is several kinds of relation", "'{0}' is marked as {1}; a record is one of [Source], [Table], [View], [Incremental] and [Ephemeral], so remove all but one");

    public static readonly DiagnosticDescriptor NoColumns = Error(
        "QRN1014", "A relation has no columns", "'{0}' has no public property that can be set; add 'public required long Id {{ get; init; }}'");

    public static readonly DiagnosticDescriptor EmptyName = Error(
        "QRN1015", "A name is empty", "{0} of '{1}' is empty; give a name or leave the argument out");

    public static readonly DiagnosticDescriptor WrongFormerName = Error(
        "QRN1016", "A former name can't be used", "[RenamedFrom(\"{0}\")] of '{1}' {2}");

    public static readonly DiagnosticDescriptor NamedByText = Suggestion(
        "QRN1020", "A column is named by text", "{0} names the column '{1}' by text, which a rename does not find; use nameof({2})");

    public static readonly DiagnosticDescriptor ArrayAsKey = Error(
        "QRN1021", "An array is used as a key", "'{0}.{1}' is an array and can't {2}; use a column of one value");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        "QRN2001", "A member has no SQL", "'{0}' has no SQL; {1}");

    public static readonly DiagnosticDescriptor UnsupportedSyntax = Error(
        "QRN2002", "An expression has no SQL", "{0} has no SQL; {1}");

    public static readonly DiagnosticDescriptor UnsetColumn = Error(
        "QRN2003", "The query does not give a column", "The query does not set '{0}.{1}', which may not be null; set it in the initializer or declare it nullable");

    public static readonly DiagnosticDescriptor UntracedCursor = Error(
        "QRN2004", "A cursor can't be traced to an input", "The cursor '{0}' is not a column of an input relation, so its high-water mark can't be kept; {1}");

    public static readonly DiagnosticDescriptor UnreadableBody = Error(
        "QRN2005", "A method's body is no single query", "'{0}' {1}; write local variables followed by one return, or '=> …'");

    public static readonly DiagnosticDescriptor NotInJson = Error(
        "QRN2013", "A type or member can't be read from JSON", "'{0}' can't be read from JSON: {1}");

    public static readonly DiagnosticDescriptor AggregateOverChanges = Error(
        "QRN2006", "An aggregate sees only changed rows", "{0} after ChangedSince would see only the rows that changed, so an incremental run would give other results than a full one; take the whole input there and join it to the relation that drives the run with OrWhenChanged, or group by the unique key with the strategy DeleteInsert");

    public static readonly DiagnosticDescriptor MissingOperator = Error(
        "QRN2017", "A query has no such operator", "{0} has no '{1}'; {2}");

    public static readonly DiagnosticDescriptor ChangesOutsideIncremental = Error(
        "QRN2007", "ChangedSince in a model that is not incremental", "'{0}' is no [Incremental] model, so it has no high-water mark; remove '{1}' or make the model [Incremental]");

    public static readonly DiagnosticDescriptor UntracedKey = Error(
        "QRN2008", "A key can't be traced to the changed rows", "'{0}' deletes and inserts by {1}, which isn't computed from the columns of the relation that ChangedSince is called on, so an incremental run can't read all rows of a changed key; compute the key from that relation, or use the strategy Merge");

    public static readonly DiagnosticDescriptor StepNotLinear = Error(
        "QRN2009", "A recursion's step does more than SQL's may", "The step of a recursion {0}, where SQL only filters, joins and selects the rows of the step before; {1}");

    public static readonly DiagnosticDescriptor ComparedArrays = Error(
        "QRN2010", "Arrays are compared", "{0} compares arrays, which C# does by reference and no engine can; {1}");

    public static readonly DiagnosticDescriptor DependencyCycle = Error(
        "QRN3001", "Models depend on each other in a circle", "'{0}' depends on itself: {1}; remove one of these inputs, or read the model's own rows through Target<{0}>");

    public static readonly DiagnosticDescriptor DuplicateRelation = Error(
        "QRN3002", "Two relations have one name", "'{0}' and '{1}' are both stored as '{2}' (names compare without case); give one of them another Name or Schema");

    public static readonly DiagnosticDescriptor ReferenceTypeMismatch = Error(
        "QRN3003", "A reference has another type", "'{0}.{1}' is {2} but references '{3}.{4}', which is {5}; make the types equal");

    public static readonly DiagnosticDescriptor UnknownReference = Error(
        "QRN3004", "A reference names nothing", "[References<{0}>(\"{1}\")] names no column: {2}");

    public static readonly DiagnosticDescriptor TakenFormerName = Error(
        "QRN3005", "A former name is taken", "'{0}' is renamed from '{1}', but {2}; {3}");

    public static readonly DiagnosticDescriptor UnsupportedByEngine = Error(
        "QRN4001", "An engine can't run the query", "'{0}' can't run on {1}: it can't {2}; {3}, or take {1} out of the QuernDialects property");

    public static readonly DiagnosticDescriptor UnknownDialect = Error(
        "QRN4002", "An engine is unknown", "The QuernDialects property names '{0}', which is no engine; use 'duckdb', 'postgres' or 'snowflake', with semicolons between several");

    public static readonly DiagnosticDescriptor WrongTestArgument = Error(
        "QRN5001", "A data test does not fit its column", "[{0}] of '{1}.{2}' {3}");

    public static readonly DiagnosticDescriptor WrongTestMethod = Error(
        "QRN5002", "A test method has the wrong signature", "Test method '{0}' {1}; it must be 'public static Query<…> {0}(Query<{2}> rows)', with any other relations as further parameters");

    public static readonly DiagnosticDescriptor JoinMultipliesRows = Warning(
        "QRN2101", "A join multiplies rows", "'{0}' may get several rows of one {2}: the join with '{1}' can find several rows for one, since {3}; compare its whole key, or aggregate '{1}' before the join");

    public static readonly DiagnosticDescriptor KeyNotUnique = Warning(
        "QRN2102", "The query does not keep the key unique", "'{0}' may get several rows of one {1}: the query's inputs have several rows for it; group by {1}, or choose the key that identifies a row");

    public static readonly DiagnosticDescriptor NotDeterministic = Warning(
        "QRN2103", "An incremental model depends on when it runs", "'{0}' {1}, so a full refresh would give other rows than the runs before it; {2}");

    public static readonly DiagnosticDescriptor MissedChanges = Warning(
        "QRN2104", "An input's changes are missed", "'{0}' reads '{1}'{2}, but a change in {3} alone brings no row up to date; add '.OrWhenChanged' for it after ChangedSince, or suppress this where that never changes");

    public static readonly DiagnosticDescriptor MayBeNull = Warning(
        "QRN2105", "A column may be null", "'{0}.{1}' is declared not null, but the query may give null for it; give a default with '??', filter such rows out, or declare it nullable");

    public static readonly DiagnosticDescriptor InexactComparison = Warning(
        "QRN2106", "An equality loses digits", "The equality turns {0} into {1}, which keeps {2} digits of it, so that different values may be equal and equal ones different; {3}");

    public static readonly DiagnosticDescriptor TextOutsideSet = Warning(
        "QRN2107", "A text is none of the column's", "'{0}' is never '{1}': it is one of {2}; compare it with one of them, or add the text to its set");

    public static readonly DiagnosticDescriptor NarrowDecimal = Warning(
        "QRN2108", "A decimal column is too small", "'{0}.{1}' is {2}, but its value is {3}: {4}");

    public static readonly DiagnosticDescriptor UnfitConstant = Error(
        "QRN2109", "A constant does not fit its column", "'{0}.{1}' is set to {2}, {3}");

    public static readonly DiagnosticDescriptor StillCursor = Warning(
        "QRN2110", "A cursor stays where rows change", "'{0}' reads the changes of '{1}' by '{2}', but a change of '{3}' changes rows of '{1}' and may leave their '{2}' as it was or set it back, so that they are not read; let '{2}' of '{1}' rise with '{3}', as the later of both does");

    public static readonly DiagnosticDescriptor ShortLookback = Warning(
        "QRN2111", "A lookback is shorter than a join's window", "'{0}' joins rows of '{1}' that come up to {2} after '{3}.{4}', but a run reads again {5}: those that come later are missed; set the lookback to \"{6}\" or more, or add '.OrWhenChanged' for '{1}'");

    public static readonly DiagnosticDescriptor OtherTypeComparison = Warning(
        "QRN2112", "An equality compares in another type", "The equality compares {0} as {1}: {2}; {3}");

    public static readonly DiagnosticDescriptor ChangesBelow = Warning(
        "QRN2113", "A change does not reach the rows below it", "'{0}' recurses over '{1}': a change of one row of '{1}' changes the rows below it too, which an incremental run does not read again; make the model a [Table], or suppress this where '{1}' never changes");

    public static readonly DiagnosticDescriptor SidesShareKeys = Warning(
        "QRN2114", "Two sides may have one key", "'{0}' may get several rows of one {1}: both sides of {2} may have it; add a column that tells them apart to the key, or keep one row of each with DistinctBy");

    public static readonly DiagnosticDescriptor DisjointTexts = Warning(
        "QRN2115", "Two texts are never equal", "'{0}' is never '{1}': the one is one of {2}, the other one of {3}; compare columns that have a text in common, or convert one of them");

    public static readonly DiagnosticDescriptor UndeclaredPii = Error(
        "QRN5003", "A column carries personal data", "'{0}.{1}' carries personal data of '{2}' without saying so; mark it {3}, or mask the value with a method marked [MasksPii]");

    public static readonly DiagnosticDescriptor UntestedReference = Suggestion(
        "QRN5010", "A column has no test of what it refers to", "'{0}.{1}' is compared with the key of '{2}', but no test says that each has its row there; mark it {3}");

    public static DiagnosticDescriptor Of(string id) => ById[id];

    /// <summary>The diagnostic with something added to its message.</summary>
    public static DiagnosticDescriptor Of(string id, string note)
    {
        var known = Of(id);
        return note.Length == 0 ? known : new DiagnosticDescriptor(
            id, known.Title, known.MessageFormat.ToString(CultureInfo.InvariantCulture) + note.Replace("{", "{{").Replace("}", "}}"), known.Category, known.DefaultSeverity,
            known.IsEnabledByDefault, helpLinkUri: known.HelpLinkUri);
    }

    static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    // What is sound C# and sound SQL and may yet not be meant: the user decides, with a #pragma or in an .editorconfig.
    static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    // What an IDE marks with dots and a build keeps to itself.
    static DiagnosticDescriptor Suggestion(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity)
    {
        var category = id[3] switch { '1' => "Model", '2' => "Query", '3' => "Graph", '4' => "Dialect", '5' => "DataTest", _ => "Internal" };
        return ById[id] = new DiagnosticDescriptor(
            id, title, message, "Quern." + category, severity, isEnabledByDefault: true,
            helpLinkUri: $"https://github.com/quern/quern/blob/main/docs/rules/{id}.md");
    }
}
