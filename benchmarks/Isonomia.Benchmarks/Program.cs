using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Isonomia.Benchmarks.Adaptation;
using Isonomia.Benchmarks.Curation;
using Isonomia.Benchmarks.Embeddings;
using Isonomia.Benchmarks.Fairness;
using Isonomia.Benchmarks.Peers;

if (args is [InferenceScale.Verb, .. string[] sizes])
{
    InferenceScale.Run(sizes);
    return 0;
}

if (args is [AurocPeer.Verb, .. string[] rows])
{
    AurocPeer.Run(rows);
    return 0;
}

if (args is [ImagingPeer.Verb, .. string[] folders])
{
    ImagingPeer.Run(folders);
    return 0;
}

if (args is [EmbedPeer.Verb, .. string[] embedding])
{
    EmbedPeer.Run(embedding);
    return 0;
}

if (args is [EmbedMemory.Verb, .. string[] counts])
{
    EmbedMemory.Run(counts);
    return 0;
}

if (EmbedMemory.IsInner(args))
{
    EmbedMemory.RunInner(args[1]);
    return 0;
}

if (args is [MitigationSpeed.Verb, .. string[] mitigation])
{
    MitigationSpeed.Run(mitigation);
    return 0;
}

if (args is [LogisticPeer.Verb, .. string[] shape])
{
    LogisticPeer.Run(shape);
    return 0;
}

if (args is [KMeansPeer.Verb, .. string[] kMeans])
{
    KMeansPeer.Run(kMeans);
    return 0;
}

if (args is [NearDuplicatePeer.Verb, .. string[] near])
{
    NearDuplicatePeer.Run(near);
    return 0;
}

if (args is [TrainingPeer.Verb, .. string[] training])
{
    TrainingPeer.Run(training);
    return 0;
}

if (args is [DuplicateRecall.Verb, .. string[] recall])
{
    DuplicateRecall.Run(recall);
    return 0;
}

if (args is [CurationCost.Verb, .. string[] costs])
{
    CurationCost.Run(costs);
    return 0;
}

// In process: the native libraries lie beside this program, and nothing is built while measuring.
// '--dry' runs everything once, so that a test can show that the benchmarks still work.
bool isDry = args.Contains("--dry");
string[] rest = [.. args.Where(arg => arg != "--dry")];
Job job = (isDry ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(job)
    .AddExporter(MarkdownExporter.GitHub)
    .WithOptions(ConfigOptions.DisableOptimizationsValidator)
    .WithArtifactsPath(isDry
        ? Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())
        : Path.Combine("artifacts", "benchmarks"));

var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest, config).ToArray();
if (isDry)
{
    foreach (var summary in summaries)
    {
        Directory.Delete(Path.GetDirectoryName(summary.ResultsDirectoryPath)!, recursive: true);
        break;
    }
}

return summaries.Length > 0 && summaries.All(summary => !summary.HasCriticalValidationErrors &&
    summary.Reports.Length > 0 && summary.Reports.All(report => report.Success)) ? 0 : 1;
