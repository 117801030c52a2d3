using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;

namespace Quern.EndToEnd.Tests.Packages;

/// <summary>The package as a user gets it: a project of its own that references nothing else, built by another process.</summary>
public sealed class PackageTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("quern-package-").FullName;

    [Fact]
    public async Task Project_that_references_the_package_gets_its_SQL_and_fixes()
    {
        var packages = Path.Combine(directory, "packages");
        await DotnetAsync(
            "pack", Path.Combine(Constant("ProjectDirectory"), "..", "..", "src", "Quern", "Quern.csproj"),
            "--no-build", "--configuration", Constant("Configuration"), "--output", packages);
        WriteProject(packages);

        var output = await DotnetAsync("run", "--project", Path.Combine(directory, "Shop.csproj"));

        Assert.Contains("= 'paid'", output, StringComparison.Ordinal);
        await using var archive = await ZipFile.OpenReadAsync(Directory.GetFiles(packages, "Quern.*.nupkg").Single(), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Quern.CodeFixes.dll", "Quern.Generators.dll"],
            archive.Entries.Where(e => e.FullName.StartsWith("analyzers/dotnet/cs/", StringComparison.Ordinal)).Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    void WriteProject(string packages)
    {
        // Packages of its own: another build of the same version may lie in the user's folder.
        File.WriteAllText(Path.Combine(directory, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NoWarn>NU1603</NoWarn>
                <QuernDialects>duckdb;snowflake</QuernDialects>
                <RestoreAdditionalProjectSources>{packages}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(directory, "restored")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Quern" Version="*" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(directory, "Shop.cs"), """
            using Quern;

            foreach (var relation in Shop.QuernProject.Relations.Relations.Where(r => r.Inputs.Count > 0))
                Console.WriteLine(relation.Sql["snowflake"].Select);

            namespace Shop
            {
                [Source("raw", "orders")]
                public partial record RawOrder
                {
                    [Key] public required long Id { get; init; }
                    public required string Status { get; init; }
                }

                [Table]
                public partial record PaidOrder
                {
                    [Key] public required long Id { get; init; }
                    public static Query<PaidOrder> Define(Query<RawOrder> orders) =>
                        orders.Where(o => o.Status == "paid").Select(o => new PaidOrder { Id = o.Id });
                }
            }
            """);
    }

    async Task<string> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}{await error}");
        return output;
    }

    static string Constant(string key) =>
        typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
