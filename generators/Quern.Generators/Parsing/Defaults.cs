using System.Globalization;
using Microsoft.CodeAnalysis;
using Quern.Relational;

namespace Quern.Generators.Parsing;

/// <summary>Values that C# has without an initializer, and constants that it can't declare as such.</summary>
internal static class Defaults
{
    const string Midnight = " 00:00:00.000000";
    const string NoGuid = "00000000-0000-0000-0000-000000000000";

    static readonly Dictionary<(string Type, string Name), LiteralExpr> Known = new()
    {
        [("String", "Empty")] = LiteralExpr.Text(""),
        [("Guid", "Empty")] = new(NoGuid, SqlType.Uuid),
        [("DateOnly", "MinValue")] = new("0001-01-01", SqlType.Date),
        [("DateOnly", "MaxValue")] = new("9999-12-31", SqlType.Date),
        [("DateTime", "MinValue")] = new("0001-01-01" + Midnight, SqlType.Timestamp),
        [("DateTime", "UnixEpoch")] = new("1970-01-01" + Midnight, SqlType.Timestamp),
        [("DateTimeOffset", "UnixEpoch")] = Epoch,
        // Spans and times of day are their microseconds.
        [("TimeSpan", "Zero")] = new(0L, SqlType.Int64),
        [("TimeOnly", "MinValue")] = new(0L, SqlType.Int64),
    };

    /// <summary>The beginning of 1970 in UTC.</summary>
    public static LiteralExpr Epoch => new("1970-01-01" + Midnight + "+00:00", SqlType.TimestampTz);

    /// <summary>A static field or property of .NET whose value is always the same; null for others.</summary>
    public static LiteralExpr? Constant(ISymbol member) =>
        member.ContainingType is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } type && Known.TryGetValue((type.Name, member.Name), out var value) ? value : null;

    /// <summary>The default value of a type; null when it has no literal.</summary>
    public static LiteralExpr? Of(ITypeSymbol type)
    {
        if (ColumnTypes.Of(type) is not { } column)
            return null;
        if (type.IsReferenceType || ColumnTypes.IsNullable(type))
            return LiteralExpr.Null(column);
        if (type.TypeKind == TypeKind.Enum)
            return type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Convert.ToInt64(f.ConstantValue, CultureInfo.InvariantCulture) == 0) is { } zero
                ? LiteralExpr.Text(ColumnTypes.EnumText(zero))
                : null;
        return column.Kind switch
        {
            SqlTypeKind.Boolean => LiteralExpr.False,
            SqlTypeKind.Decimal => new LiteralExpr(0m, SqlType.AnyDecimal),
            SqlTypeKind.Single or SqlTypeKind.Double => new LiteralExpr(0d, column),
            SqlTypeKind.Date => Known[("DateOnly", "MinValue")],
            SqlTypeKind.Timestamp => Known[("DateTime", "MinValue")],
            SqlTypeKind.TimestampTz => new LiteralExpr("0001-01-01" + Midnight + "+00:00", column),
            SqlTypeKind.Uuid => Known[("Guid", "Empty")],
            _ when column.IsInteger => new LiteralExpr(0L, column),
            _ => null,
        };
    }
}
