using System.Diagnostics;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Benchmarks.Fairness;

/// <summary>Runs one whole inference and prints time, processor time and peak memory: <c>inference-scale ROWS PATIENTS
/// REPLICATES</c>.</summary>
internal static class InferenceScale
{
    internal const string Verb = "inference-scale";

    internal static void Run(string[] args)
    {
        int[] sizes = [.. args.Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        PredictionTable table = InferenceTables.Make(sizes[0], sizes[1]);
        long start = TimeProvider.System.GetTimestamp();
        InferenceResult result = AuditInference.Infer(InferenceTables.Request(table, sizes[2]));
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(start);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {sizes[0]} | {sizes[1]} | {result.Groups.Count + 1} | {result.Overall.Count} | {sizes[2]} | "
                + $"{elapsed.TotalSeconds:0.0} s | {self.TotalProcessorTime.TotalSeconds:0.0} s | "
                + $"{self.PeakWorkingSet64 / 1048576.0:0} MiB |"));
    }
}
