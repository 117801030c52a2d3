using Orders;
using Orders.Shop;
using Quern.DuckDb;
using Quern.Hosting;
using Quern.Postgres;

var application = new QuernApplication(QuernProject.Relations, new DuckDbEngine(), new PostgresEngine());

// A company's own database would be there already; the demonstration makes one.
ShopCommand.AddTo(application);

return await application.RunAsync(args);
