using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Quern.Generators.Diagnostics;
using Quern.Generators.Parsing.Functions;
using Quern.Relational;

namespace Quern.Generators.Parsing.Queries;

// Windows: what a row sees of the others.
internal sealed partial class Translator
{
    static bool IsWindow(ITypeSymbol? type) => type.Is(Names.Window) || type.Is(Names.OrderedWindow) || type.Is(Names.WindowFrame);

    // Over((row, all) => result)
    QueryState Over(QueryState input, IOperation result, Scope scope, IOperation operation)
    {
        RequireAllRows(input, operation, "A window");
        input = Plain(input with { Order = [] }, Wish(result, 0) ?? "rows");
        return Project(input with { Element = Apply(result, scope, input.Element, new WindowShape(input.Element)) }, "over");
    }

    // OrderBy(order).DistinctBy(key)
    QueryState DistinctBy(QueryState input, IOperation key, Scope scope, IOperation operation)
    {
        RequireAllRows(input, operation, "DistinctBy");
        var window = new WindowShape(input.Element) { Partition = Key(key, scope, input.Element).ToEquatableArray(), Order = input.Order };
        var number = context.Windowed(window.Over(new WindowFunctionExpr(WindowFunction.RowNumber, [], SqlType.Int64, false)), operation);
        var ranked = Renamed(
            input with { Element = new RowShape(null, [new("Row", input.Element), new("RowNumber", new ScalarShape(number))]), Order = [] }, "ranked");
        var row = (RowShape)ranked.Element;
        var isFirst = Exprs.Equal(((ScalarShape)row.Member("RowNumber")!).Expr, new LiteralExpr(1L, SqlType.Int64));
        return new QueryState(new FilterRel(ranked.Rel, isFirst), row.Member("Row")!);
    }

    static void RequireAllRows(QueryState input, IOperation operation, string what)
    {
        if (HasChanges(input.Rel))
            throw new TranslationException(Descriptors.AggregateOverChanges, operation.Syntax.GetLocation(), what);
    }

    /// <summary>A call on a window: its partition, order or frame, or a value of it.</summary>
    Shape WindowCall(IInvocationOperation invocation, Scope scope)
    {
        if (Translate(invocation.Instance!, scope) is not WindowShape window)
            throw TranslationException.Member(invocation, invocation.TargetMethod, "call it on what Over gives");
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => Unwrap(a.Value)).ToArray();
        switch (invocation.TargetMethod.Name)
        {
            case "PartitionBy":
                return new WindowShape(window.Element) { Partition = [.. window.Partition, .. Key(arguments[0], scope, window.Element)] };
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending":
                var isDescending = invocation.TargetMethod.Name.EndsWith("Descending", StringComparison.Ordinal);
                var keys = Key(arguments[0], scope, window.Element).Select(key => new SortKey(key, isDescending));
                return new WindowShape(window.Element) { Partition = window.Partition, Order = [.. window.Order, .. keys] };
            case "RowsUpToHere":
                return Framed(new WindowFrame(IsRange: false, null, 0));
            case "Rows":
                return Framed(new WindowFrame(IsRange: false, Bound(arguments[0]), Bound(arguments[1])));
            case "Range":
                if (window.Order is not [{ Expr: { IsNullable: false, Type: { IsInteger: true } or { Kind: SqlTypeKind.Date or SqlTypeKind.Timestamp } } }])
                    throw TranslationException.Member(invocation, invocation.TargetMethod, "order by one whole number, date, or date and time that is never null");
                return Framed(new WindowFrame(IsRange: true, Bound(arguments[0]), Bound(arguments[1])));
            case "Where":
                return Filtered(window.Rows, arguments[0], scope);
            default:
                var function = FunctionTable.FindWindowFunction(invocation.TargetMethod)
                    ?? throw TranslationException.Member(invocation, invocation.TargetMethod, "use one of the window functions listed in docs/functions.md");
                var value = function.Write(new WindowCall(invocation, selector => ApplyScalar(selector, scope, window.Element)));
                return new ScalarShape(context.Windowed(window.Over(value), invocation));
        }

        WindowShape Framed(WindowFrame frame) => new(window.Element) { Partition = window.Partition, Order = window.Order, Frame = frame };
    }

    static long? Bound(IOperation operation)
    {
        // A constant converts to int?.
        while (operation is IConversionOperation { ConstantValue.HasValue: false } conversion)
            operation = conversion.Operand;
        return operation.ConstantValue is { HasValue: true } constant
            ? constant.Value as int?
            : throw TranslationException.Syntax(operation, "A bound that is not a constant", "use a constant, or null for none");
    }
}
