using Microsoft.CodeAnalysis;
using Quern.Generators.Checking;
using Quern.Generators.Diagnostics;
using Quern.Generators.Model;
using Quern.Generators.Parsing.Queries;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Reads a model's <c>Define</c> and its test methods.</summary>
internal sealed class DefineParser(
    INamedTypeSymbol record, Location place, IReadOnlyList<ParsedColumn> columns, Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellationToken)
{
    // The ephemeral models whose queries are being read, each in the one before.
    readonly HashSet<INamedTypeSymbol> steps = new(SymbolEqualityComparer.Default);

    public RelationSpec? Parse(RelationSpec spec) => Read(() => TestMethods(spec.Kind == RelationSpecKind.Source ? spec : Query(spec)));

    /// <summary>Reads the query of a step of models, for what is wrong with it whoever reads it.</summary>
    public void CheckStep() => Read(() =>
    {
        _ = steps.Add(record);
        // As in an incremental model: there ChangedSince may stand too.
        var translator = new Translator(Context(isIncremental: true));
        return StepQuery(record, DefineOf(record, place), translator, []);
    });

    T? Read<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (TranslationException) when (diagnostics.Has(Descriptors.UnsupportedColumnType))
        {
            // Nothing that the query gives fits a column that can't be.
        }
        catch (TranslationException exception)
        {
            diagnostics.Add(exception);
        }
        catch (BrokenSourceException)
        {
            // C# reports what is wrong.
        }
        return null;
    }

    RelationSpec Query(RelationSpec spec)
    {
        var define = DefineOf(record, place);
        var context = Context(spec.Kind == RelationSpecKind.Incremental);
        context.ReadsWholeKeys = spec.Incremental is { Strategy: "DeleteInsert" };
        var translator = new Translator(context);
        var scope = new Scope();
        var inputs = Inputs(define, define.Parameters, translator, scope, context.IsIncremental);
        var state = Translate(define, context, translator, scope);
        var rows = ChangedRows(state.Rel);
        var query = Result(state, context);
        var asWritten = query;
        if (spec.Incremental is { Strategy: "DeleteInsert" } deleteInsert)
        {
            if (context.GroupsOverChanges is [var group, ..] && !WholeKeys.HoldsGroups(query, deleteInsert.UniqueKey))
                throw new TranslationException(Descriptors.AggregateOverChanges, group, "A group");
            query = WholeKeys.Expand(query, deleteInsert.UniqueKey, context.Alias)
                ?? throw new TranslationException(Descriptors.UntracedKey, define.Locations[0], record.Name, string.Join(", ", deleteInsert.UniqueKey));
        }
        var model = spec with
        {
            Inputs = inputs.ToEquatableArray(),
            Query = query,
            Steps = Steps(query, context),
            Incremental = spec.Incremental is { } incremental
                ? incremental with { Cursors = context.Cursors.ToEquatableArray(), Driver = Driver(rows, query, incremental) ?? DriverOfWholeKeys(asWritten, incremental) }
                : null,
        };
        var facts = QueryFactsReader.Read(record, columns, define, model, context);
        diagnostics.Add(QueryChecks.Find(model with { Query = asWritten }, facts));
        return GrainCheck.MarkProven(model, asWritten, facts);
    }

    // A variable that nothing reads is no step.
    static EquatableArray<StepSpec> Steps(Rel query, TranslationContext context)
    {
        if (context.Steps.Count == 0)
            return [];
        var names = new HashSet<string>(query.SelfAndDescendants().OfType<NamedRel>().Select(n => n.Name));
        return context.Steps.Where(s => names.Contains(s.Name)).ToEquatableArray();
    }

    /// <param name="model">The record.</param>
    /// <param name="place">Where it is told that there is none.</param>
    IMethodSymbol DefineOf(INamedTypeSymbol model, Location place)
    {
        var methods = model.GetMembers("Define").OfType<IMethodSymbol>().ToList();
        if (methods.Count == 0)
            throw new TranslationException(Descriptors.MissingDefine, place, model.Name);
        if (methods.Count > 1)
            throw new TranslationException(Descriptors.WrongDefine, methods[1].Locations[0], model.Name, "is there twice");
        return Complaint(methods[0], model) is var (complaint, location) && complaint is not null
            ? throw new TranslationException(Descriptors.WrongDefine, location, model.Name, complaint)
            : methods[0];
    }

    // The row's SQL first, then what would not even be called.
    (string? Complaint, Location? Location) Complaint(IMethodSymbol define, INamedTypeSymbol record)
    {
        var syntax = define.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) as Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax;
        if (define.ReturnType.TypeKind == TypeKind.Error || define.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error))
            throw new BrokenSourceException();
        if (!define.IsStatic)
            return ("is not static", syntax?.Identifier.GetLocation());
        if (!(define.ReturnType.Is(Names.Query) || define.ReturnType.Is(Names.OrderedQuery))
            || !SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)define.ReturnType).TypeArguments[0], record))
            return ($"returns '{define.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", syntax?.ReturnType.GetLocation());
        return define.IsGenericMethod ? ("is generic", syntax?.ParameterList.GetLocation()) : (null, null);
    }

    TranslationContext Context(bool isIncremental) =>
        new(record, isIncremental, compilation, new KeyParser(record, columns, diagnostics), cancellationToken) { File = place.SourceTree };

    /// <summary>Binds each parameter to what it reads, and gives the ids of the relations.</summary>
    List<string> Inputs(IMethodSymbol method, IEnumerable<IParameterSymbol> parameters, Translator translator, Scope scope, bool isIncremental, string? self = null)
    {
        var ids = new List<string>();
        foreach (var parameter in parameters)
        {
            var type = parameter.Type as INamedTypeSymbol;
            var row = type?.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
            if (type.Is(Names.Target) && SymbolEqualityComparer.Default.Equals(row, record) && isIncremental)
                scope.Bind(parameter, new TargetShape(translator.Scan(record, "target")));
            else if (type.Is(Names.Query) && row is not null && RelationSymbols.IsRelation(row))
            {
                var isSelf = self is not null && SymbolEqualityComparer.Default.Equals(row, record);
                scope.Bind(parameter, translator.Scan(row, isSelf ? self! : row.FullName()));
                if (!isSelf && !ids.Contains(row.FullName()))
                    ids.Add(row.FullName());
            }
            else if (type.Is(Names.Query) && row?.Attribute(Names.Ephemeral) is not null)
                scope.Bind(parameter, Ephemeral(row, parameter, translator, ids));
            else
                throw new TranslationException(Descriptors.WrongInput, TypeLocation(parameter), parameter.Name, method.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), record.Name)
                {
                    // A record that lacks its attribute is one mistake, however many read it.
                    Origin = type.Is(Names.Query) && row is { IsRecord: true } && compilation.Assembly.Equals(row.ContainingAssembly, SymbolEqualityComparer.Default) ? row.Locations[0] : null,
                };
        }
        return ids;
    }

    // A step that several models share: its query stands in each of them, and what it reads they read.
    Queries.QueryShape Ephemeral(INamedTypeSymbol step, IParameterSymbol parameter, Translator translator, List<string> ids)
    {
        // An IDE would have the source of a referenced project, a build has not: neither reads it.
        if (!SymbolEqualityComparer.Default.Equals(step.ContainingAssembly, compilation.Assembly))
            throw new TranslationException(Descriptors.UnsupportedMember, TypeLocation(parameter), $"{step.Name}.Define", "it belongs to another project, whose source is not read; make it a [View] there");
        if (!steps.Add(step))
            throw new TranslationException(Descriptors.WrongDefine, TypeLocation(parameter), step.Name, "reads itself");
        var outer = translator.Call;
        translator.Call ??= TypeLocation(parameter);
        try
        {
            return StepQuery(step, DefineOf(step, step.Locations[0]), translator, ids);
        }
        // As of a helper: the reader knows which model needs it.
        catch (TranslationException exception) when (outer is null)
        {
            throw exception.At(TypeLocation(parameter));
        }
        finally
        {
            _ = steps.Remove(step);
            translator.Call = outer;
        }
    }

    Queries.QueryShape StepQuery(INamedTypeSymbol step, IMethodSymbol define, Translator translator, List<string> ids)
    {
        var scope = new Scope();
        foreach (var id in Inputs(define, define.Parameters, translator, scope, isIncremental: false))
            if (!ids.Contains(id))
                ids.Add(id);
        var body = translator.Operation(define.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken)) ?? throw new BrokenSourceException();
        var result = BodyReader.Read(body, scope, define.Name, (value, local) => translator.LocalValue(value, local, scope));
        return translator.WithDeclaredPii(translator.Named(result, step.Name, scope, step.Locations.FirstOrDefault()), step);
    }

    Location TypeLocation(IParameterSymbol parameter) =>
        (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax)?.Type?.GetLocation() ?? parameter.Locations[0];

    static QueryState Translate(IMethodSymbol method, TranslationContext context, Translator translator, Scope scope)
    {
        var body = context.Operation(method.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken)) ?? throw new BrokenSourceException();
        var result = BodyReader.Read(body, scope, method.Name, (value, local) => translator.LocalValue(value, local, scope));
        return translator.Query(result, scope, "");
    }

    // The result gives exactly the record's columns, by name and in order.
    Rel Result(QueryState state, TranslationContext context)
    {
        var members = (state.Element as RowShape)?.Members ?? throw new BrokenSourceException();
        var result = new List<NamedExpr>();
        foreach (var column in columns)
        {
            if (members.FirstOrDefault(m => m.Key == column.Property.Name).Value is not ScalarShape value)
                throw new TranslationException(Descriptors.UnsetColumn, column.Property.Locations[0], record.Name, column.Property.Name);
            result.Add(new NamedExpr(column.Spec.Name, Exprs.Convert(value.Expr, column.Spec.Type)));
        }
        return Translator.Final(state, result.ToEquatableArray(), context);
    }

    static ChangedRel? ChangedRows(Rel rel) => rel switch
    {
        ChangedRel changed => changed,
        FilterRel filter => ChangedRows(filter.Input),
        JoinRel join => ChangedRows(join.Left),
        _ => null,
    };

    // The relation whose rows the model's rows are, one to one by key: its columns are the unique key's, unchanged.
    static DriverSpec? Driver(ChangedRel? changed, Rel query, IncrementalSpec incremental)
    {
        if (changed is null || query is not ProjectRel project || incremental.UniqueKey.Count == 0)
            return null;
        var scan = changed.Input;
        while (scan is FilterRel filter)
            scan = filter.Input;
        if (scan is not ScanRel driver)
            return null;
        var keys = new List<string>();
        foreach (var key in incremental.UniqueKey)
            if (project.Columns.First(c => c.Name == key).Expr is ColumnExpr column && column.Source == driver.Alias)
                keys.Add(column.Name);
            else
                return null;
        return new DriverSpec(driver.RelationId, keys.ToEquatableArray());
    }

    // With whole keys also where the key is what groups of them are by.
    static DriverSpec? DriverOfWholeKeys(Rel query, IncrementalSpec incremental) =>
        incremental.Strategy == "DeleteInsert" && query.SelfAndDescendants().OfType<ChangedRel>().Distinct().ToList() is [var changed]
        && WholeKeys.Of(query, changed, incremental.UniqueKey) is { } key && key.All(k => k is ColumnExpr)
            ? new DriverSpec(WholeKeys.Driver(changed)!.RelationId, key.Select(k => ((ColumnExpr)k).Name).ToEquatableArray())
            : null;

    RelationSpec TestMethods(RelationSpec spec)
    {
        var tests = spec.Tests.ToList();
        foreach (var method in record.GetMembers().OfType<IMethodSymbol>())
            if (method.Attribute(Names.Test) is { } attribute)
                tests.Add(TestMethod(method, attribute));
        return spec with { Tests = tests.ToEquatableArray() };
    }

    TestSpec TestMethod(IMethodSymbol method, AttributeData attribute)
    {
        var first = method.Parameters.FirstOrDefault()?.Type as INamedTypeSymbol;
        var complaint =
            !method.IsStatic ? "is not static"
            : !method.ReturnType.Is(Names.Query) ? $"returns '{method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'"
            : !first.Is(Names.Query) || !SymbolEqualityComparer.Default.Equals(first!.TypeArguments[0], record) ? $"does not take 'Query<{record.Name}>' first"
            : null;
        if (complaint is not null)
            throw new TranslationException(Descriptors.WrongTestMethod, method.Locations[0], method.Name, complaint, record.Name);
        var context = Context(isIncremental: false);
        var translator = new Translator(context);
        var scope = new Scope();
        var inputs = Inputs(method, method.Parameters, translator, scope, isIncremental: false, self: "tested");
        var state = Translate(method, context, translator, scope);
        return new TestSpec
        {
            Kind = "Custom",
            Name = Names.SnakeCase(method.Name),
            Columns = [],
            IsWarning = attribute.Named("Severity") is 1,
            Description = DocComments.Summary(method) ?? Names.SnakeCase(method.Name).Replace('_', ' '),
            FailingRows = Translator.Final(state, null, context),
            Inputs = inputs.ToEquatableArray(),
        };
    }
}
