using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Peers;

/// <summary>The AUROC of unsorted scores, ours against scikit-learn's in the same run: <c>auroc-peer
/// ROWS</c>.</summary>
internal static class AurocPeer
{
    internal const string Verb = "auroc-peer";

    private const int Repeats = 5;

    internal static void Run(string[] args)
    {
        int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        RandomSource random = new(1);
        double[] scores = new double[rows];
        sbyte[] labels = new sbyte[rows];
        for (int i = 0; i < rows; i++)
        {
            labels[i] = (sbyte)(random.NextDouble() < 0.2 ? 1 : 0);
            scores[i] = 1 / (1 + Math.Exp(-labels[i] - random.NextNormal()));
        }

        double value = 0;
        double[] times = new double[Repeats];
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (int k = 0; k < Repeats; k++)
        {
            long start = TimeProvider.System.GetTimestamp();
            value = Auroc(labels, scores);
            times[k] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Repeats;
        Array.Sort(times);
        Console.WriteLine("| who | rows | median of 5 | ratio | allocated | value |");
        Console.WriteLine("|---|---:|---:|---:|---:|---|");
        string[]? peer = Peer(scores, labels);
        double baseline = peer is null ? times[2] : double.Parse(peer[1], CultureInfo.InvariantCulture);
        if (peer is not null)
        {
            Console.WriteLine(Line($"scikit-learn {peer[0]} (baseline)", rows, baseline, 1, "–", peer[2]));
        }

        Console.WriteLine(Line(
            "Isonomia", rows, times[2], times[2] / baseline, $"{allocated / 1048576} MiB",
            value.ToString("R", CultureInfo.InvariantCulture)));
    }

    private static double Auroc(sbyte[] labels, double[] scores)
    {
        int[] order = SortOrder.Ascending(scores);
        double[] weights = new double[order.Length];
        Array.Fill(weights, 1);
        BinarySummary summary = BinarySummary.ComputeRanks(new BinaryRows
        {
            Scores = Array.ConvertAll(order, row => scores[row]),
            Labels = Array.ConvertAll(order, row => labels[row]),
            Weights = weights,
            Rule = DecisionRule.Default,
        });
        return summary.ConcordantWeight / (summary.Positives * summary.Negatives);
    }

    /// <summary>Version, seconds and value, or null where Python or scikit-learn is not installed.</summary>
    private static string[]? Peer(double[] scores, sbyte[] labels)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("isonomia-peer-");
        try
        {
            string scorePath = Path.Combine(folder.FullName, "scores");
            string labelPath = Path.Combine(folder.FullName, "labels");
            File.WriteAllBytes(scorePath, MemoryMarshal.AsBytes<double>(scores));
            File.WriteAllBytes(labelPath, MemoryMarshal.AsBytes<sbyte>(labels));
            ProcessStartInfo start = new(
                "/usr/bin/python3", ["benchmarks/peers/auroc_sklearn.py", scorePath, labelPath])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine(
                    "scikit-learn was not run (Debian: python3-sklearn); only our own time is shown.");
                return null;
            }

            return output.Trim().Split(' ');
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Line(string who, int rows, double seconds, double ratio, string allocated, string value) =>
        string.Create(
        CultureInfo.InvariantCulture,
        $"| {who} | {rows:N0} | {seconds * 1000:0} ms | {ratio:0.00} | {allocated} | {value} |");
}
