using Quern.Benchmarks.Measuring;

namespace Quern.Benchmarks.Startup;

/// <summary>Process start to first SQL, of a process that uses the driver alone, of one that runs a model, and of the example's command line.</summary>
static class StartupBenchmark
{
    public static async Task RunAsync(int rounds)
    {
        using var folder = new TemporaryFolder();
        (string, string)[] orders =
        [
            ("Quern__Targets__dev__Path", folder.File("orders.duckdb")),
            ("Quern__Sources__shop__Path", folder.File("shop.duckdb")),
            ("NO_COLOR", "1"),
        ];
        await OrdersAsync(orders, "shop", "create", "--orders", "100");
        await OrdersAsync(orders, "build", "--output", "json");

        await Comparison.RunAsync(
            "Process start to first SQL, and to the process's end",
            ["ms to the first SQL", "ms to the end"],
            rounds,
            [
                new("DuckDB.NET: open, SELECT 1", () => SelfAsync(StartupChild.ByHand, folder.File("hand.duckdb"))),
                new("Quern as a library: one model, one test", () => SelfAsync(StartupChild.Library, folder.File("library.duckdb"))),
                new("Orders: build --select dim_customers", () => OrdersAsync(orders, "build", "--select", "dim_customers", "--output", "json")),
            ]);
    }

    static Task<IReadOnlyList<double>> SelfAsync(string mode, string path) =>
        Child.StartupAsync(Environment.ProcessPath!, [.. Child.Self, "child", StartupChild.Name, mode, path]);

    static Task<IReadOnlyList<double>> OrdersAsync((string, string)[] environment, params string[] arguments) =>
        Child.StartupAsync("dotnet", [typeof(Orders.RawOrder).Assembly.Location, .. arguments], environment);
}
