namespace Quern;

/// <summary>A unit of date and time.</summary>
public enum DatePart
{
    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>Three months, from January, April, July and October.</summary>
    Quarter,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Seven days from a Monday, as in ISO 8601.</summary>
    Week,

    /// <summary>A day from midnight.</summary>
    Day,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A minute.</summary>
    Minute,

    /// <summary>A second.</summary>
    Second,
}
