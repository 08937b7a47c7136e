using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Curation;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Near-duplicates within the same clusters under the same rule, ours and faiss's in the same run:
/// <c>near-duplicate-peer ROWS WIDTH CLUSTERS EPSILON</c>.</summary>
internal static class NearDuplicatePeer
{
    internal const string Verb = "near-duplicate-peer";

    internal static void Run(string[] args)
    {
        int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        int width = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 256;
        int clusters = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000;
        double epsilon = args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 0.01;
        string path = PeerRows.Write(rows, width);
        using FileRows data = FloatRows.OfFile(path + ".f32", 0, rows, width, isHalf: false);
        string labelPath = path + $".{clusters}.labels";
        if (!File.Exists(labelPath))
        {
            KMeansResult fit = KMeans.Fit(
                data, new KMeansRequest { ClusterCount = clusters, MaxIterations = 2, Seed = 1, IsSpherical = true });
            File.WriteAllBytes(labelPath, MemoryMarshal.AsBytes<int>(fit.Labels).ToArray());
        }

        int[] labels = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(labelPath)).ToArray();
        string[]? peer = PeerProcess.Run(
            "near_duplicates_faiss.py", path + ".f32", $"{rows}", $"{width}", labelPath,
            epsilon.ToString("R", CultureInfo.InvariantCulture));
        Console.WriteLine($"faiss {peer?[0]}: {peer?[1]} s, removed {peer?[2]}");

        int[] order = [.. Enumerable.Range(0, rows)];
        int[] keys = [.. labels];
        Array.Sort(keys, order);
        long start = TimeProvider.System.GetTimestamp();
        FloatRows unit = data.Normalized();
        int removed = 0;
        for (int first = 0; first < rows;)
        {
            int last = first;
            while (last < rows && keys[last] == keys[first])
            {
                last++;
            }

            int[] members = [.. order[first..last].Order()];
            removed += SemanticDuplicates.Decide(unit.Gather(members), width, epsilon, DuplicateRule.EarlierItem)
                .Count(decision => decision.IsRemoved);
            first = last;
        }

        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"Isonomia: {seconds:0.00} s, removed {removed}"));
    }
}
