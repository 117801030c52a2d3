using System.Text.RegularExpressions;
using Quern.Registry;

namespace Quern.Tests.Pipelines;

/// <summary>Makes templates from text as people write it: <c>{id}</c> is a relation, <c>:name</c> a parameter.</summary>
static partial class TestSqlText
{
    public static SqlTemplate Template(string text) => SqlTemplate.Parse(Parameters().Replace(text, "{@$1}"));

    [GeneratedRegex(@"(?<!:):([a-z_]+)")]
    private static partial Regex Parameters();
}
