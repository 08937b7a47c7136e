using System.Diagnostics;
using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The same loss as scikit-learn's LogisticRegression: from a committed file with its script, and
/// live.</summary>
public sealed class LogisticReferenceTests
{
    // The function is strictly convex, so that nothing lies below its minimum: we may not lie above the reference, and
    // the reference, which stops where its own steps gain less than 1e-14, lies above us by at most so much.
    private const double Rounding = 1e-12;
    private const double EarlyStop = 1e-7;

    private static string Folder =>
        Path.Combine(RepositoryFolder.Root, "tests", "Isonomia.Tests", "Adaptation", "Fixtures");

    [Fact]
    public void The_loss_equals_that_of_the_committed_reference() =>
        ShouldMatch(File.ReadAllText(Path.Combine(Folder, "logistic_sklearn.json")));

    [SkippableFact]
    public void The_loss_equals_that_of_the_installed_reference()
    {
        const string Python = "/usr/bin/python3";
        Skip.IfNot(File.Exists(Python), "Needs python3-sklearn; there is no /usr/bin/python3.");
        ProcessStartInfo start = new(Python, [Path.Combine(Folder, "logistic_sklearn.py")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Skip.If(
            process.ExitCode != 0 && errors.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal),
            "Needs python3-sklearn; it is not installed.");
        Assert.True(process.ExitCode == 0, errors.Result);
        ShouldMatch(json);
    }

    private static void ShouldMatch(string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (JsonElement entry in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            int rows = entry.GetProperty("rows").GetInt32();
            int width = entry.GetProperty("width").GetInt32();
            int classes = entry.GetProperty("classes").GetInt32();
            (float[] x, int[] y) = Data(rows, width, classes);
            LogisticSolver solver = new(
                StandardizedRows.Of(new FloatMatrix(x, width), [.. Enumerable.Range(0, rows)], scale: false),
                y, [.. Enumerable.Range(0, rows).Select(i => 1.0 + (i % 3))], classes, 2);
            LogisticFit fit = solver.Fit(entry.Number("c"));
            double expected = entry.Number("objective");
            Assert.True(fit.IsConverged);
            Assert.InRange(fit.Objective, expected * (1 - EarlyStop), expected * (1 + Rounding));
        }
    }

    private static (float[] X, int[] Y) Data(int rows, int width, int classes)
    {
        float[] x = new float[rows * width];
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            int[] sums = new int[classes];
            for (int j = 0; j < width; j++)
            {
                int value = (((i * 37) + (j * 101) + (i * j * 13) + (i * i * (j + 3))) % 17) - 8;
                x[(i * width) + j] = value / 8f;
                sums[j % classes] += value;
            }

            y[i] = Array.IndexOf(sums, sums.Max());
            y[i] = i % 5 == 0 ? (y[i] + 1) % classes : y[i];
        }

        return (x, y);
    }
}
