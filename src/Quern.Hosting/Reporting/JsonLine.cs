using System.Text.Json.Serialization;

namespace Quern.Hosting.Reporting;

/// <summary>One object of <c>--output json</c>; its first property says what it is.</summary>
abstract record JsonLine([property: JsonPropertyOrder(-1)] string Event);
