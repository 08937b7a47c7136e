using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Adaptation;

/// <summary>How long mitigations take on frozen embeddings: <c>mitigation-speed ROWS WIDTH EPOCHS</c>, one thread, no
/// early stopping.</summary>
internal static class MitigationSpeed
{
    internal const string Verb = "mitigation-speed";

    internal static void Run(string[] args)
    {
        int[] numbers = [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
        (int rows, int width, int epochs) = numbers is [int n, int d, int e] ? (n, d, e) : (10_000, 1280, 100);
        MitigationProblem problem = Problem(rows, width);
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, one used;");
        Console.WriteLine(
            $"{rows} training rows × {width}, {rows / 10} validation rows, {epochs} epochs, batches of 256.");
        Console.WriteLine();
        Console.WriteLine("| method | head | seconds | allocated MB |");
        Console.WriteLine("|---|---|---|---|");
        foreach ((string id, string head) in new[]
        {
            ("erm", "linear"), ("group_dro", "linear"), ("sam", "linear"), ("lff", "linear"), ("group_dro", "mlp"),
        })
        {
            TrainingOptions options =
                new() { Head = head, Epochs = head == "mlp" ? epochs / 10 : epochs, Patience = 0 };
            MitigationMethod method = MitigationMethod.All[id];
            MitigationContext context = new(
                problem, MitigationContext.Complete(method, new Dictionary<string, double>()), options, 1);
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            long start = TimeProvider.System.GetTimestamp();
            MitigationFit.Run(method, context, default);
            double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{id}` | {head}{(head == "mlp" ? $", {options.Epochs} epochs" : string.Empty)} | {seconds:0.00} | "
                    + $"{bytes / 1e6:0} |"));
        }
    }

    private static MitigationProblem Problem(int rows, int width)
    {
        RandomSource random = new(7);
        int n = rows + (rows / 10);
        float[] x = new float[n * width];
        int[] labels = new int[n];
        int[] groups = new int[n];
        for (int i = 0; i < n; i++)
        {
            labels[i] = random.NextInt32(2);
            groups[i] = random.NextDouble() < 0.8 ? labels[i] : 1 - labels[i];
            for (int j = 0; j < width; j++)
            {
                x[(i * width) + j] = (float)(random.NextNormal() + (j < 8 ? labels[i] : j < 16 ? groups[i] : 0));
            }
        }

        double[] ones = new double[n];
        Array.Fill(ones, 1);
        return new MitigationProblem
        {
            Embeddings = new FloatMatrix(x, width),
            Labels = labels,
            Groups = groups,
            GroupNames = ["a", "b"],
            Training = [.. Enumerable.Range(0, rows)],
            Validation = [.. Enumerable.Range(rows, rows / 10)],
            Test = [],
            Ids = [.. Enumerable.Range(0, n).Select(i => i.ToString(CultureInfo.InvariantCulture))],
            Weights = ones,
        };
    }
}
