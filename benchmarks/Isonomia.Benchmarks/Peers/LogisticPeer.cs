using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Logistic regression on float32 embeddings, ours against scikit-learn's lbfgs in the same run, with the
/// objective that each reached: <c>logistic-peer ROWS WIDTH CLASSES REPEATS</c>.</summary>
internal static class LogisticPeer
{
    internal const string Verb = "logistic-peer";

    // On columns of spread 1 this is a middle value of the grid of a probe.
    private const double C = 0.01;

    internal static void Run(string[] args)
    {
        int[] numbers = [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
        (int rows, int width, int classes, int repeats) = numbers is [int n, int d, int k, int r] ? (n, d, k, r)
            : (100_000, 768, 2, 3);
        (float[] x, int[] y) = Data(rows, width, classes);
        FloatMatrix matrix = new(x, width);
        int[] all = [.. Enumerable.Range(0, rows)];
        double[] ones = new double[rows];
        Array.Fill(ones, 1);
        double[] times = new double[repeats];
        LogisticFit? fit = null;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            long start = TimeProvider.System.GetTimestamp();
            StandardizedRows used = StandardizedRows.Of(matrix, all, scale: false);
            fit = new LogisticSolver(used, y, ones, classes, Environment.ProcessorCount).Fit(C);
            times[repeat] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / repeats;
        Array.Sort(times);
        double ours = times[repeats / 2];
        Console.WriteLine("| who | rows × width, classes | median | ratio | allocated | steps | objective |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---|");
        string size = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} × {width}, {classes}");
        foreach (string tolerance in new[] { "1e-4", "1e-6" })
        {
            if (Peer(x, y, width, tolerance, repeats) is not [string version, string seconds, string objective,
                string steps])
            {
                break;
            }

            double theirs = double.Parse(seconds, CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| scikit-learn {version} lbfgs, tol {tolerance} | {size} | {theirs:0.00} s | {theirs / ours:0.00} | "
                    + $"– | {steps} | {objective} |"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| Isonomia, to the end (gradient {fit!.GradientNorm:0.0e+0}) | {size} | {ours:0.00} s | 1.00 | "
                + $"{allocated / 1048576} MiB | {fit.IterationCount} | {fit.Objective:R} |"));
    }

    /// <summary>Embeddings like those of a network: columns of spread 1 with a common part that makes them
    /// correlated.</summary>
    private static (float[] X, int[] Y) Data(int rows, int width, int classes)
    {
        RandomSource random = new(1);
        const int Factors = 16;
        double[] loadings =
            [.. Enumerable.Range(0, Factors * width).Select(_ => random.NextNormal() / Math.Sqrt(Factors))];
        double[] truth =
            [.. Enumerable.Range(0, classes * width).Select(_ => 2 * random.NextNormal() / Math.Sqrt(width))];
        float[] x = new float[rows * width];
        int[] y = new int[rows];
        double[] common = new double[Factors];
        for (int i = 0; i < rows; i++)
        {
            for (int f = 0; f < Factors; f++)
            {
                common[f] = random.NextNormal();
            }

            for (int j = 0; j < width; j++)
            {
                double value = 0.8 * random.NextNormal();
                for (int f = 0; f < Factors; f++)
                {
                    value += 0.6 * common[f] * loadings[(f * width) + j];
                }

                x[(i * width) + j] = (float)value;
            }

            double largest = double.NegativeInfinity;
            for (int k = 0; k < classes; k++)
            {
                double margin = -Math.Log(-Math.Log(1 - random.NextDouble()));
                for (int j = 0; j < width; j++)
                {
                    margin += truth[(k * width) + j] * x[(i * width) + j];
                }

                (largest, y[i]) = margin > largest ? (margin, k) : (largest, y[i]);
            }
        }

        return (x, y);
    }

    /// <summary>Version, seconds, objective and steps, or null where Python or scikit-learn is not installed.</summary>
    private static string[]? Peer(float[] x, int[] y, int width, string tolerance, int repeats)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("isonomia-peer-");
        try
        {
            string features = Path.Combine(folder.FullName, "features");
            string labels = Path.Combine(folder.FullName, "labels");
            using (FileStream file = File.Create(features))
            {
                file.Write(MemoryMarshal.AsBytes<float>(x));
            }

            File.WriteAllBytes(labels, MemoryMarshal.AsBytes<int>(y));
            ProcessStartInfo start = new("/usr/bin/python3", [
                "benchmarks/peers/logistic_sklearn.py", features, labels, width.ToString(CultureInfo.InvariantCulture),
                C.ToString("R", CultureInfo.InvariantCulture), tolerance,
                    repeats.ToString(CultureInfo.InvariantCulture)])
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
}
