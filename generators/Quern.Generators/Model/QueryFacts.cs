using Quern.Relational;

namespace Quern.Generators.Model;

/// <summary>What checks need to know of a query beyond its IR: what its inputs promise, and where its parts stand in the source.</summary>
/// <param name="Inputs">The relations that the query reads.</param>
/// <param name="Joins">Where each joined relation stands.</param>
/// <param name="Comparisons">Equalities whose types or constants deserve a look, and where each stands.</param>
/// <param name="Windows">An incremental model's window functions, and where each stands.</param>
/// <param name="Columns">The model's columns, in order.</param>
/// <param name="Masked">Values that a masking method made: no personal data any more.</param>
internal sealed record QueryFacts(
    EquatableArray<InputFacts> Inputs, EquatableArray<JoinPlace> Joins, EquatableArray<ComparedPlace> Comparisons, EquatableArray<WindowPlace> Windows, EquatableArray<ColumnFacts> Columns, EquatableArray<Expr> Masked)
{
    /// <summary>An incremental model's orders.</summary>
    public EquatableArray<OrderPlace> Orders { get; init; } = [];

    /// <summary>Where an incremental model asks for the time of the run.</summary>
    public EquatableArray<LocationSpec> Moments { get; init; } = [];

    /// <summary>What the ephemeral models that it reads say of their columns.</summary>
    public EquatableArray<DeclaredPii> Declared { get; init; } = [];

    public InputFacts? Input(string relationId) => Inputs.FirstOrDefault(i => i.Id == relationId);
}

/// <summary>What a relation promises to those that read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its record's name.</param>
/// <param name="Keys">Sets of columns that identify a row, by warehouse name; empty when it has no key.</param>
/// <param name="Pii">Its columns that hold personal data.</param>
/// <param name="Properties">Its record's properties by warehouse name, of the columns that are a key or part of one.</param>
internal sealed record InputFacts(
    string Id, string Name, EquatableArray<EquatableArray<string>> Keys, EquatableArray<PiiFacts> Pii, EquatableArray<(string Column, string Property)> Properties)
{
    /// <summary>The texts that columns may hold, of those that say so.</summary>
    public EquatableArray<TextSet> Texts { get; init; }

    /// <summary>Its columns that may be null.</summary>
    public EquatableArray<string> Nullable { get; init; }
}

/// <summary>The texts that a column may hold: those of an enum's members, or of its accepted values.</summary>
internal sealed record TextSet(string Column, EquatableArray<string> Values);

/// <summary>A column that holds personal data, and the kinds.</summary>
internal sealed record PiiFacts(string Column, EquatableArray<string> Kinds);

/// <summary>A value of an ephemeral model that holds personal data, the column that says so, and the kinds.</summary>
internal sealed record DeclaredPii(Expr Value, string Step, string Column, EquatableArray<string> Kinds);

/// <summary>A joined relation's alias and where the source names it.</summary>
internal sealed record JoinPlace(string Alias, LocationSpec Location);

/// <summary>A window function, and where the source calls it or the as-of join that is made of it.</summary>
internal sealed record WindowPlace(WindowExpr Window, LocationSpec Location, bool IsAsOf);

/// <summary>The keys of an order, and where the source names the last of them; no keys where rows are taken in no order.</summary>
internal sealed record OrderPlace(EquatableArray<SortKey> Keys, LocationSpec Location);

/// <summary>An equality, and where the source says it.</summary>
internal sealed record ComparedPlace(Expr Left, Expr Right, LocationSpec Location);

/// <summary>A column of the model.</summary>
/// <param name="Name">Name in the warehouse.</param>
/// <param name="Property">The property's name.</param>
/// <param name="Pii">The kinds of personal data that it says it holds; null when it does not say so.</param>
/// <param name="HasPrecision">Whether the digits of a decimal were chosen, with <c>[Precision]</c>.</param>
/// <param name="Location">Its property.</param>
internal sealed record ColumnFacts(string Name, string Property, EquatableArray<string>? Pii, bool HasPrecision, LocationSpec Location);
