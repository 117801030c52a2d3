namespace Quern;

/// <summary>Whether a failed data test stops the run.</summary>
public enum Severity
{
    /// <summary>The step fails, its target stays as it was, and what depends on it is skipped.</summary>
    Error,

    /// <summary>The failure is reported and the run goes on.</summary>
    Warn,
}

/// <summary>A data test on a column.</summary>
public abstract class ColumnTestAttribute : Attribute
{
    /// <summary>Whether a failure stops the run.</summary>
    public Severity Severity { get; set; } = Severity.Error;
}

/// <summary>The column is the key, or a part of it: not null, and unique over all such columns together.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class KeyAttribute : ColumnTestAttribute;

/// <summary>The column's name in the warehouse, in place of the property's name in snake_case.</summary>
/// <param name="name">The name, unquoted; any text but an empty one.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>The name, unquoted.</summary>
    public string Name { get; } = name;
}

/// <summary>How many digits a decimal column holds; 18 in all and 4 after the point when it is not given.</summary>
/// <param name="precision">Digits in all, 1 to 38.</param>
/// <param name="scale">Digits after the point.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PrecisionAttribute(int precision, int scale) : Attribute
{
    /// <summary>Digits in all.</summary>
    public int Precision { get; } = precision;

    /// <summary>Digits after the point.</summary>
    public int Scale { get; } = scale;
}

/// <summary>Tests that no value appears twice; nulls are not counted.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class UniqueAttribute : ColumnTestAttribute;

/// <summary>Tests that a nullable column holds no null; a non-nullable one is tested without it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NotNullAttribute : ColumnTestAttribute;

/// <summary>Tests that each value that is not null is in a set.</summary>
/// <param name="values">Constants of the column's type.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AcceptedValuesAttribute(params object[] values) : ColumnTestAttribute
{
    /// <summary>The set.</summary>
    public IReadOnlyList<object> Values { get; } = values;
}

/// <summary>Tests that each value that is not null lies between two bounds, both included.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BetweenAttribute : ColumnTestAttribute
{
    /// <summary>Bounds for integers and decimals.</summary>
    public BetweenAttribute(long min, long max) => (Min, Max) = (min, max);

    /// <summary>Bounds for floating point numbers, and for decimals that need a fraction.</summary>
    public BetweenAttribute(double min, double max) => (Min, Max) = (min, max);

    /// <summary>Bounds for dates and times, in ISO 8601: <c>2020-01-01</c>.</summary>
    public BetweenAttribute(string min, string max) => (Min, Max) = (min, max);

    /// <summary>The least value.</summary>
    public object Min { get; }

    /// <summary>The greatest value.</summary>
    public object Max { get; }
}

/// <summary>Tests that each value that is not null is a value of another relation's column.</summary>
/// <typeparam name="T">The other source or model.</typeparam>
/// <param name="property">Its property, by <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class ReferencesAttribute<T>(string property) : ColumnTestAttribute
{
    /// <summary>The other relation's property.</summary>
    public string Property { get; } = property;
}

/// <summary>Marks a static method of a model as a data test: it takes a <c>Query</c> of the model (and others) and returns the rows that violate it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TestAttribute : ColumnTestAttribute;

/// <summary>The text that stands for an enum member in the warehouse, in place of the member's name in snake_case.</summary>
/// <param name="value">The text.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class EnumValueAttribute(string value) : Attribute
{
    /// <summary>The text.</summary>
    public string Value { get; } = value;
}

/// <summary>
/// Says that a column holds personal data. It flows with values: a model's column that is made of such a column must say so
/// too, or does not compile, unless a method marked <see cref="MasksPiiAttribute"/> made the value.
/// </summary>
/// <param name="kinds">Of which kinds, in words of your own: <c>"email"</c>, <c>"name"</c>. None stands for any.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PiiAttribute(params string[] kinds) : Attribute
{
    /// <summary>The kinds; empty when they are not told apart.</summary>
    public IReadOnlyList<string> Kinds { get; } = kinds;
}

/// <summary>Declares that what a method returns is no personal data, whatever its arguments are: a hash, a domain, an age group.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MasksPiiAttribute : Attribute;
