using Quern.DuckDb;
using Quern.Hosting;
using Quern.Hosting.SampleApplication;
using Quern.Postgres;

return await QuernApplication.RunAsync(args, SamplePipeline.Relations, new DuckDbEngine(), new PostgresEngine());
