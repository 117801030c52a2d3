using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Quern.Generators.Tests.BadInput;

/// <summary>The sources of the example projects, as their projects compile them.</summary>
static class Examples
{
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    static readonly string Root = Path.GetFullPath(Path.Combine(
        typeof(Examples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", "..", "examples"));

    public static CSharpCompilation Compilation(string example, params string[] folders) => StrictCompiler.Compilation(
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, example, folder), "*.cs"))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)))
            .Append(("ImplicitUsings.cs", ImplicitUsings)));
}
