using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Peers;

/// <summary>k-means of ours against faiss's on the same rows in the same run:
/// <c>kmeans-peer ROWS WIDTH CLUSTERS ITERATIONS [ours|half|faiss …]</c>; each one in a process of its own for the
/// memory to be its own.</summary>
internal static class KMeansPeer
{
    internal const string Verb = "kmeans-peer";

    internal static void Run(string[] args)
    {
        int rows = Number(args, 0, 100_000);
        int width = Number(args, 1, 256);
        int clusters = Number(args, 2, 1_000);
        int iterations = Number(args, 3, 10);
        string[] who = args.Length > 4 ? args[4..] : ["faiss", "ours", "half"];
        string path = PeerRows.Write(rows, width);
        foreach (string one in who)
        {
            if (one == "faiss")
            {
                string[]? peer = PeerProcess.Run(
                    "kmeans_faiss.py", path + ".f32", $"{rows}", $"{width}", $"{clusters}", $"{iterations}");
                Console.WriteLine($"faiss: {string.Join(' ', peer ?? [])}");
                continue;
            }

            Ours(path, one == "half", rows, width,
                new KMeansRequest { ClusterCount = clusters, MaxIterations = iterations, Seed = 1 });
        }
    }

    private static void Ours(string path, bool isHalf, int rows, int width, KMeansRequest request)
    {
        FloatRows data;
        if (isHalf)
        {
            data = FloatRows.OfFile(path + ".f16", 0, rows, width, isHalf: true);
        }
        else
        {
            float[] values = GC.AllocateUninitializedArray<float>(rows * width);
            using FileStream file = File.OpenRead(path + ".f32");
            file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            data = FloatRows.Of(values, width);
        }

        long start = TimeProvider.System.GetTimestamp();
        KMeansResult result = KMeans.Fit(data, request);
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        string peak = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isHalf ? "half on disk" : "ours")}: {seconds:0.00} s, objective {result.Objective:0.0}, iterations "
                + $"{result.IterationCount}, {peak}"));
    }

    private static int Number(string[] args, int at, int otherwise) =>
        args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
}
