using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Mitigations on more than two classes.</summary>
public sealed class SeveralClassesTests
{
    public static TheoryData<string> Ids() => [.. MitigationMethod.All
        .Where(method => method.AllowsSeveralClasses).Select(method => method.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Probabilities_of_all_classes_sum_to_one_and_a_seed_gives_the_same_bytes(string id)
    {
        MitigationProblem problem = Three(150, 3);
        double[] scores = Fit(id, problem);
        Assert.Equal(3 * problem.Labels.Length, scores.Length);
        for (int row = 0; row < problem.Labels.Length; row++)
        {
            Assert.Equal(1, scores.AsSpan(3 * row, 3).ToArray().Sum(), 1e-6);
        }

        Assert.Equal(scores, Fit(id, problem));
    }

    [Theory]
    [InlineData("erm")]
    [InlineData("resample")]
    [InlineData("group_dro")]
    [InlineData("balanced_softmax")]
    [InlineData("swad")]
    [InlineData("odr")]
    public void Classes_are_told_apart_where_embeddings_tell_them(string id)
    {
        MitigationProblem problem = Three(600, 4);
        double[] scores = Fit(id, problem, epochs: 30);
        double hits = problem.Test.Average(row => ClassScores.Decide(scores, row, 3) == problem.Labels[row] ? 1.0 : 0);
        Assert.InRange(hits, 0.7, 1);
    }

    [Fact]
    public void Predictions_are_written_as_the_audit_reads_them_and_compared_with_plain_training()
    {
        using EmbeddedPhantom phantom = Phantom();
        CohortMitigationResult result = CohortMitigation.Run(new CohortMitigationRequest
        {
            Source = phantom.Source("site"),
            Label = "dx",
            Method = "group_dro",
            Training = new TrainingOptions { Epochs = 5 },
            OutputFolder = phantom.Out,
            Replicates = 20,
            Threads = 1,
        });
        Assert.Equal("auroc@ovr_macro", result.Comparison!.Metric);
        PredictionTable table = PredictionReader.Read(
            new PredictionRequest
            {
                Paths = [result.PredictionsPath],
                Labels = ["label"],
                Scores = [.. result.AuditOptions.Where(option =>
                    option.StartsWith("--score ", StringComparison.Ordinal))
                    .Select(option => option["--score ".Length..])],
                Attributes = ["site"],
                Split = "split",
                Id = "id",
            },
            null, default);
        Outcome.Multiclass outcome = Assert.IsType<Outcome.Multiclass>(table.Outcome);
        Assert.Equal(3, outcome.Classes.Count);
        Assert.Equal(192, table.RowCount);
    }

    [Fact]
    public void A_benchmark_compares_several_classes_and_refuses_methods_that_know_two_only()
    {
        using EmbeddedPhantom phantom = Phantom();
        MitigationBenchmarkResult result = MitigationBenchmark.Run(new MitigationBenchmarkRequest
        {
            Source = phantom.Source("site"),
            Label = "dx",
            Methods = ["resample", "leace", "group_threshold"],
            SeedCount = 2,
            DrawCount = 2,
            Training = new TrainingOptions { Epochs = 10, BatchSize = 32 },
            OutputFolder = phantom.Out,
            Replicates = 20,
            Threads = 1,
        });
        Assert.Equal(("auroc@ovr_macro", "balanced_accuracy@multiclass"),
            (result.Scores!.Metric, result.Decisions!.Metric));
        Assert.Equal(["erm", "leace", "resample"], result.Scores.Models);
        BenchmarkRun refused = result.Runs.First(run => run.Method == "group_threshold");
        Assert.Contains("is defined for two classes and the label holds 3", refused.Failed, StringComparison.Ordinal);
        Assert.Contains(result.Choices, choice => choice is { Rule: "worst_class", TestOverall: > 0.5 });
    }

    private static double[] Fit(string id, MitigationProblem problem, int epochs = 2)
    {
        MitigationMethod method = MitigationMethod.All[id];
        return MitigationFit.Run(
            method,
            new MitigationContext(
                problem, MitigationContext.Complete(method, new Dictionary<string, double>()),
                new TrainingOptions { Epochs = epochs, BatchSize = 64, LearningRate = 0.01, Selection = "overall" }, 5),
            default).Scores;
    }

    /// <summary>The planted problem with a third class that column 2 tells.</summary>
    private static MitigationProblem Three(int count, ulong seed)
    {
        MitigationProblem two = PlantedBias.Problem(count, seed);
        int n = two.Labels.Length;
        float[] values = new float[n * PlantedBias.Width];
        int[] labels = new int[n];
        for (int row = 0; row < n; row++)
        {
            two.Embeddings.Row(row).CopyTo(values.AsSpan(row * PlantedBias.Width));
            labels[row] = row % 3 == 0 ? 2 : two.Labels[row];
            values[(row * PlantedBias.Width) + 2] += row % 3 == 0 ? 4 : 0;
            values[row * PlantedBias.Width] += labels[row] == 1 ? 2 : 0;
        }

        double[][] classes = [.. two.Texts!.Classes, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]];
        return two with
        {
            Embeddings = new FloatMatrix(values, PlantedBias.Width),
            Labels = labels,
            ClassCount = 3,
            Texts = two.Texts with { Classes = classes },
        };
    }

    private static EmbeddedPhantom Phantom()
    {
        int row = 0;
        return new EmbeddedPhantom(change: cells =>
            cells["dx"] = row++ % 3 == 0 ? "other" : cells["dx"] == "1" ? "melanoma" : "nevus");
    }
}
