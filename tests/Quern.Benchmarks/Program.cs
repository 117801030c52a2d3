using System.CommandLine;
using Quern.Benchmarks.Extraction;
using Quern.Benchmarks.Generator;
using Quern.Benchmarks.Increments;
using Quern.Benchmarks.Overhead;
using Quern.Benchmarks.Startup;
using Quern.Benchmarks.Tpch;

// Before anything is parsed: the time of these processes is what is measured.
if (args is ["child", var child, .. var arguments])
    return await (child switch
    {
        CompileChild.Name => CompileChild.RunAsync(arguments),
        EditChild.Name => EditChild.RunAsync(arguments),
        StartupChild.Name => StartupChild.RunAsync(arguments),
        _ => Task.FromResult(2),
    });

var rounds = new Option<int>("--rounds") { Description = "How often each variant is measured.", DefaultValueFactory = _ => 5, Recursive = true };
var models = new Option<int[]>("--models") { Description = "Numbers of models.", DefaultValueFactory = _ => [100, 1000, 3000], AllowMultipleArgumentsPerToken = true };
var rows = new Option<int>("--rows") { Description = "Number of orders to extract.", DefaultValueFactory = _ => 500_000 };
var orders = new Option<int>("--orders") { Description = "Number of orders in the shop.", DefaultValueFactory = _ => 200_000 };
var engine = new Option<string>("--engine") { Description = "duckdb or postgres.", DefaultValueFactory = _ => "duckdb" };
engine.AcceptOnlyFromAmong("duckdb", "postgres");

var scale = new Option<double>("--scale") { Description = "Size of TPC-H's tables; 1 is 1,500,000 orders.", DefaultValueFactory = _ => 0.5 };
var queries = new Option<string[]>("--queries") { Description = "q01 to q22; all when not given.", AllowMultipleArgumentsPerToken = true };

var root = new RootCommand("Measures Quern against baselines of the same run; docs/performance.md reads the numbers.") { rounds };
Add("generator", "Compiling with the generator against compiling without it.", [models],
    (p, _) => GeneratorBenchmark.RunAsync(p.GetRequiredValue(models), p.GetValue(rounds)));
Add("edits", "What the generator costs after an edit, against its first run.", [models],
    (p, _) => EditBenchmark.RunAsync(p.GetRequiredValue(models), p.GetValue(rounds)));
Add("startup", "Process start to first SQL.", [], (p, _) => StartupBenchmark.RunAsync(p.GetValue(rounds)));
Add("overhead", "Time per model and per data test against the same SQL by hand.", [engine],
    (p, token) => OverheadBenchmark.RunAsync(p.GetRequiredValue(engine), p.GetValue(rounds), token));
Add("extract", "Extraction from Postgres against COPY.", [rows],
    (p, token) => ExtractBenchmark.RunAsync(p.GetValue(rows), p.GetValue(rounds), token));
Add("incremental", "The orders pipeline after 1 % of orders changed against its full run.", [orders, engine],
    (p, token) => IncrementalBenchmark.RunAsync(p.GetRequiredValue(engine), p.GetValue(orders), p.GetValue(rounds), token));
Add("tpch", "The SQL generated for TPC-H's queries against the benchmark's own.", [engine, scale, queries],
    (p, token) => TpchBenchmark.RunAsync(p.GetRequiredValue(engine), p.GetValue(scale), p.GetValue(rounds), p.GetValue(queries) ?? [], token));
return await root.Parse(args).InvokeAsync();

void Add(string name, string description, Option[] options, Func<ParseResult, CancellationToken, Task> run)
{
    var command = new Command(name, description);
    foreach (var option in options)
        command.Options.Add(option);
    command.SetAction(run);
    root.Subcommands.Add(command);
}
