using Quern.DuckDb;
using Quern.EndToEnd.RenamedApplication;
using Quern.Hosting;
using Quern.Postgres;

return await QuernApplication.RunAsync(args, QuernProject.Relations, new DuckDbEngine(), new PostgresEngine());
