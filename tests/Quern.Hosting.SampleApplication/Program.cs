using Quern.DuckDb;
using Quern.Hosting;
using Quern.Hosting.SampleApplication;

return await QuernApplication.RunAsync(args, SamplePipeline.Relations, new DuckDbEngine());
