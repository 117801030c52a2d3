using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Quern.Hosting;
using Quern.Warehouses;

namespace Orders.Shop;

/// <summary>The example's own commands, <c>shop create</c> and <c>shop change</c>, and the shop that a first run finds.</summary>
sealed class ShopCommand(QuernApplication application)
{
    readonly Option<string> source = new("--source")
    {
        HelpName = "name",
        Description = "The configured source that is the shop; its type says whether that is a DuckDB file or a Postgres database.",
        DefaultValueFactory = _ => "shop",
        Recursive = true,
    };

    /// <summary>Gives the application a shop.</summary>
    public static void AddTo(QuernApplication application)
    {
        application.Commands.Add(new ShopCommand(application).Create());
        application.BeforeExtraction = CreateWhenMissingAsync;
    }

    Command Create()
    {
        var orders = new Option<int>("--orders")
        {
            HelpName = "n",
            Description = "Number of orders, at least 100.",
            DefaultValueFactory = _ => ShopDatabase.UsualOrders,
            Validators = { o => { if (o.GetValueOrDefault<int>() < 100) o.AddError("--orders must be at least 100."); } },
        };
        var create = new Command("create", "Makes the shop anew.") { orders };
        create.SetAction((parsed, cancellationToken) => CreateAsync(
            Find(parsed), parsed.GetValue(orders), parsed.InvocationConfiguration.Output, cancellationToken));
        var change = new Command("change", "Lets a day pass in the shop: about 1 % of the orders change, and new ones arrive.");
        change.SetAction(async (parsed, cancellationToken) =>
        {
            var changed = await Find(parsed).ChangeAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Day {changed.Day}: {changed.Orders:N0} orders, {changed.OrderItems:N0} order items and {changed.Customers:N0} customers are new or differ."));
            return ExitCodes.Success;
        });
        return new Command("shop", "Makes or changes the demonstration's shop.") { source, create, change };
    }

    ShopDatabase Find(ParseResult parsed) => Of(application.SourceSettings(parsed.GetRequiredValue(source)));

    static ShopDatabase Of(ConnectionSettings settings) => !IsFile(settings)
        ? ShopDatabase.InPostgres(settings.Required("ConnectionString"))
        : ShopDatabase.InDuckDb(settings.Required("Path"));

    static bool IsFile(ConnectionSettings settings) =>
        settings.Required("Type").Equals("duckdb", StringComparison.OrdinalIgnoreCase);

    // A company's own database would be there. Only a file is made unasked, never anything in a server.
    static async Task CreateWhenMissingAsync(IReadOnlyList<ConnectionSettings> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources.Where(s => s.Name == "shop" && IsFile(s)))
            if (Of(source) is var shop && !await shop.ExistsAsync(cancellationToken))
                await CreateAsync(shop, ShopDatabase.UsualOrders, Console.Error, cancellationToken);
    }

    static async Task<int> CreateAsync(ShopDatabase shop, int orders, TextWriter notices, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await shop.CreateAsync(orders, cancellationToken);
        await notices.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Made a shop with {orders:N0} orders in {watch.Elapsed.TotalSeconds:0.0} s: {shop.Location}"));
        return ExitCodes.Success;
    }
}
