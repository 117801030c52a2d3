using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Quern.Generators.Checking;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

/// <summary>What one model's translation shares: names that are taken, cursors that were found, the compilation.</summary>
internal sealed class TranslationContext(INamedTypeSymbol model, bool isIncremental, Compilation compilation, KeyParser keys, CancellationToken cancellationToken)
{
    HashSet<string> aliases = new(StringComparer.OrdinalIgnoreCase);
    HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    public INamedTypeSymbol Model { get; } = model;

    public bool IsIncremental { get; } = isIncremental;

    /// <summary>Whether an incremental run replaces whole keys, and so reads all rows of each key that changed.</summary>
    public bool ReadsWholeKeys { get; set; }

    /// <summary>Groups of changed rows, which are whole only where they are by the key.</summary>
    public List<Location> GroupsOverChanges { get; } = [];

    public List<CursorSpec> Cursors { get; } = [];

    /// <summary>Where each joined relation stands.</summary>
    public List<JoinPlace> Joins { get; } = [];

    /// <summary>Equalities whose types or constants checks look at.</summary>
    public List<ComparedPlace> Comparisons { get; } = [];

    /// <summary>Window functions, and where they stand.</summary>
    public List<WindowPlace> Windows { get; } = [];

    /// <summary>The file that the model stands in: an edit there, and only there, translates it again even where it only moves lines.</summary>
    public SyntaxTree? File { get; init; }

    /// <summary>Named queries that are written in the model's file, and their lines.</summary>
    public List<StepSpec> Steps { get; } = [];

    /// <summary>Orders, and where they stand.</summary>
    public List<OrderPlace> Orders { get; } = [];

    /// <summary>Where the time of the run is asked for.</summary>
    public List<LocationSpec> Moments { get; } = [];

    /// <summary>Where the outermost helper that is being inlined is called; null outside of one.</summary>
    public Location? Call { get; set; }

    /// <summary>Values that a masking method made, and their parts.</summary>
    public List<Expr> Masked { get; } = [];

    /// <summary>Values of ephemeral models that these say hold personal data.</summary>
    public List<DeclaredPii> Declared { get; } = [];

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Depth of inlined helpers.</summary>
    public int Depth { get; set; }

    /// <summary>The aliases that are taken; set back by a translation that is thrown away.</summary>
    public IReadOnlyCollection<string> Aliases
    {
        get => [.. aliases];
        set => aliases = new HashSet<string>(value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Forgets what has been translated since, when what is returned is called.</summary>
    public Action Mark()
    {
        var (knownAliases, knownNames) = (Aliases, names.ToList());
        var (joins, comparisons, windows, masked, steps) = (Joins.Count, Comparisons.Count, Windows.Count, Masked.Count, Steps.Count);
        var (orders, moments, declared) = (Orders.Count, Moments.Count, Declared.Count);
        return () =>
        {
            Aliases = knownAliases;
            names = new HashSet<string>(knownNames, StringComparer.OrdinalIgnoreCase);
            Joins.RemoveRange(joins, Joins.Count - joins);
            Comparisons.RemoveRange(comparisons, Comparisons.Count - comparisons);
            Windows.RemoveRange(windows, Windows.Count - windows);
            Masked.RemoveRange(masked, Masked.Count - masked);
            Steps.RemoveRange(steps, Steps.Count - steps);
            Orders.RemoveRange(orders, Orders.Count - orders);
            Moments.RemoveRange(moments, Moments.Count - moments);
            Declared.RemoveRange(declared, Declared.Count - declared);
        };
    }

    /// <summary>A free alias that reads like the C# name.</summary>
    public string Alias(string wish) => Free(aliases, wish, "t");

    /// <summary>A free name for a query that has one, and where it is written.</summary>
    public string Step(string wish, Location? place)
    {
        var name = Name(wish);
        if (place?.SourceTree is { } tree && tree == File)
            Steps.Add(new StepSpec(name, place.GetLineSpan().StartLinePosition.Line + 1));
        return name;
    }

    /// <summary>A free name for a CTE. CTEs and aliases share no namespace, but readers are spared the same word for both.</summary>
    public string Name(string wish) => Free(names, wish, "query");

    static string Free(HashSet<string> taken, string wish, string fallback)
    {
        // Names that the compiler makes, such as a transparent identifier's, say nothing to a reader.
        var name = Names.SnakeCase(new string([.. wish.Where(c => char.IsLetterOrDigit(c) || c == '_')]));
        if (name.Length == 0 || wish.Contains('<') || name[0] is >= '0' and <= '9' || name.All(c => c == '_'))
            name = fallback;
        var free = name;
        for (var i = 2; !taken.Add(free); i++)
            free = $"{name}_{i}";
        return free;
    }

    /// <summary>Remembers where a joined relation stands, for messages about the join.</summary>
    public void Joined(Rel right, IOperation place)
    {
        foreach (var alias in right.BoundAliases())
            Joins.Add(new JoinPlace(alias, LocationSpec.From(place.Syntax.GetLocation())));
    }

    /// <summary>Remembers an equality, and that of a helper at its call, when a check may have something to say about it.</summary>
    public void Compared(Expr left, Expr right, IOperation place)
    {
        if (ComparisonCheck.Concerns(left, right))
            Comparisons.Add(new ComparedPlace(left, right, LocationSpec.From(Call ?? place.Syntax.GetLocation())));
    }

    /// <summary>Remembers where a window function stands, in a model for which its order matters.</summary>
    public WindowExpr Windowed(WindowExpr window, IOperation place, bool isAsOf = false)
    {
        if (IsIncremental)
            Windows.Add(new WindowPlace(window, LocationSpec.From(Call ?? place.Syntax.GetLocation()), isAsOf));
        return window;
    }

    /// <summary>Remembers where an order's last key stands, or what takes rows in none.</summary>
    public void Ordered(EquatableArray<SortKey> keys, IOperation place)
    {
        if (IsIncremental)
            Orders.Add(new OrderPlace(keys, LocationSpec.From(Call ?? Clause(place.Syntax))));
    }

    /// <summary>Remembers where the time of the run is asked for.</summary>
    public void Asked(IOperation place)
    {
        if (IsIncremental)
            Moments.Add(LocationSpec.From(Call ?? place.Syntax.GetLocation()));
    }

    // Of `orders.OrderBy(o => o.Total)` what stands after the dot.
    static Location Clause(SyntaxNode syntax) => syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
        ? Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(access.Name.SpanStart, syntax.Span.End))
        : syntax.GetLocation();

    /// <summary>The parameter that bounds an input's cursor in an incremental run; one for each input and cursor.</summary>
    public ParameterExpr Cursor(INamedTypeSymbol input, string column, SqlType type, string? lookback, Location? location, Location place)
    {
        var id = input.FullName();
        var microseconds = lookback is null ? 0 : keys.Lookback(lookback, location);
        var index = Cursors.FindIndex(c => c.InputId == id && c.Column == column);
        if (index < 0)
        {
            var parameter = "since_" + RelationSymbols.Name(input).Name;
            parameter = new string([.. parameter.Select(c => char.IsLetterOrDigit(c) && c < 128 ? char.ToLowerInvariant(c) : '_')]);
            for (var (i, wish) = (2, parameter); Cursors.Any(c => c.Parameter == parameter); i++)
                parameter = $"{wish}_{i}";
            Cursors.Add(new CursorSpec(parameter, id, column, type, microseconds, LocationSpec.From(Call ?? place)));
            index = Cursors.Count - 1;
        }
        else if (Cursors[index].LookbackMicroseconds < microseconds)
        {
            Cursors[index] = Cursors[index] with { LookbackMicroseconds = microseconds };
        }
        return new ParameterExpr(Cursors[index].Parameter, type);
    }

    /// <summary>
    /// The operation of a piece of source anywhere in the project; null for what belongs to another one. An IDE shows the source
    /// of a referenced project where a build shows an assembly, and both must give the same.
    /// </summary>
    public IOperation? Operation(SyntaxNode syntax) =>
        compilation.ContainsSyntaxTree(syntax.SyntaxTree) ? SemanticModel(syntax.SyntaxTree).GetOperation(syntax, CancellationToken) : null;

    /// <summary>The type of an expression of this project; null when it has none.</summary>
    public ITypeSymbol? TypeOf(SyntaxNode syntax) => SemanticModel(syntax.SyntaxTree).GetTypeInfo(syntax, CancellationToken).Type;

    /// <summary>Whether a symbol is declared in this project, so that its source can be read.</summary>
    public bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    // Nullness is tracked in the IR, where it crosses the query's clauses; C#'s flow analysis would cost a sixth more for nothing.
#pragma warning disable RSEXPERIMENTAL001
    SemanticModel SemanticModel(SyntaxTree tree) => compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001
}
