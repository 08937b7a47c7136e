using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Mitigations with an objective or a procedure of their own: prejudice remover, fair prototypes, retrained
/// last layers, massaged labels, suppressed columns.</summary>
public sealed class MitigationObjectiveTests
{
    private static readonly TrainingOptions Short = new() { Epochs = 4, BatchSize = 64 };

    [Fact]
    public void The_minimizer_finds_the_bottom_of_the_valley_of_rosenbrock()
    {
        (double[] point, double value, bool isConverged) = SmoothMinimizer.Minimize(
            (at, gradient) =>
            {
                double bend = at[1] - (at[0] * at[0]);
                gradient[0] = (-400 * at[0] * bend) - (2 * (1 - at[0]));
                gradient[1] = 200 * bend;
                return (100 * bend * bend) + ((1 - at[0]) * (1 - at[0]));
            },
            [-1.2, 1], 500, 1e-9, default);
        Assert.True(isConverged);
        Assert.Equal(0, value, 1e-12);
        Assert.Equal([1.0, 1.0], point.Select(x => Math.Round(x, 6)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_gradient_of_the_prejudice_remover_agrees_with_central_differences(bool isShared)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            PrejudiceRegression regression = new(PlantedBias.Problem(40, seed), isShared, 3, 0.7);
            RequireGradient(regression.Evaluate, regression.ParameterCount, seed);
        }
    }

    [Fact]
    public void The_gradient_of_fair_prototypes_agrees_with_central_differences()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            RandomSource random = new(seed);
            double[][] rows = [.. Enumerable.Range(0, 15)
                .Select(_ => Enumerable.Range(0, 4).Select(_ => random.NextNormal()).ToArray())];
            FairPrototypes model = new(
                rows, [.. rows.Select((_, i) => i % 2)], [.. rows.Select((_, i) => (i % 4) - 1)], 3, 5, (0.3, 1, 5));
            RequireGradient(model.Evaluate, model.ParameterCount, seed);
        }
    }

    [Fact]
    public void A_heavier_prejudice_index_brings_the_groups_rates_together()
    {
        MitigationProblem problem = PlantedBias.Problem(400, 3);
        double[] gaps = [.. new[] { 0.0, 5, 50 }.Select(eta => Gap(problem, Run(
            MitigationMethod.PrejudiceRemover, problem, new() { ["eta"] = eta, ["weights"] = 1 }).Scores))];
        Assert.True(gaps[0] > gaps[1] && gaps[1] > gaps[2], string.Join(", ", gaps));
        Assert.True(gaps[2] < 0.1 * gaps[0], string.Join(", ", gaps));
    }

    [Fact]
    public void A_heavier_third_term_makes_groups_use_prototypes_alike()
    {
        MitigationProblem problem = PlantedBias.Problem(200, 3);
        double free = Gap(problem, Run(MitigationMethod.Lfr, problem, new() { ["az"] = 0 }).Scores);
        double bound = Gap(problem, Run(MitigationMethod.Lfr, problem, new() { ["az"] = 50 }).Scores);
        Assert.True(free > 0.3, $"{free}");
        Assert.True(bound < free / 3, $"{bound} against {free}");
    }

    [Fact]
    public void Shared_weights_need_no_attribute_of_judged_rows_and_unknown_groups_are_scored()
    {
        MitigationProblem problem = PlantedBias.Problem(200, 4);
        HashSet<int> test = [.. problem.Test];
        MitigationProblem hidden = problem with
        {
            Groups = [.. problem.Groups.Select((g, row) => test.Contains(row) ? -1 : g)],
        };
        Assert.Equal(
            Run(MitigationMethod.PrejudiceRemover, problem, new() { ["weights"] = 1 }).Scores,
            Run(MitigationMethod.PrejudiceRemover, hidden, new() { ["weights"] = 1 }).Scores);
        Assert.All(
            Run(MitigationMethod.PrejudiceRemover, hidden).Scores, score => Assert.InRange(score, 0, 1));
    }

    [Theory]
    [InlineData("crt", "resample")]
    [InlineData("reweight_crt", "cell_reweight")]
    [InlineData("vanilla_crt", "erm")]
    public void A_retrained_last_layer_is_another_method_only_with_a_hidden_layer(string id, string twin)
    {
        MitigationProblem problem = PlantedBias.Problem(200, 4);
        FittedMitigation linear = Run(MitigationMethod.All[id], problem);
        Assert.Equal(Run(MitigationMethod.All[twin], problem).Scores, linear.Scores);
        Assert.Contains(linear.Notes, note => note.Contains($"this is '{twin}'", StringComparison.Ordinal));

        TrainingOptions deep = Short with { Head = "mlp" };
        FittedMitigation retrained = Run(MitigationMethod.All[id], problem, null, deep);
        Assert.Equal(2, retrained.Trained.Trainings);
        Assert.NotEqual(Run(MitigationMethod.All[twin], problem, null, deep).Scores, retrained.Scores);
    }

    [Fact]
    public void Labels_are_changed_only_on_request_on_training_rows_and_every_change_is_listed()
    {
        MitigationProblem problem = PlantedBias.Problem(300, 4);
        Assert.Contains(
            "consent=change_labels",
            Assert.Throws<ProbeException>(() => Run(MitigationMethod.LabelMassaging, problem)).Message,
            StringComparison.Ordinal);
        MitigationContext context = Context(MitigationMethod.LabelMassaging, problem, new() { ["consent"] = 1 }, Short);
        MitigationProblem changed = MitigationMethod.LabelMassaging.Prepare!(context);
        int[] rows = [.. Enumerable.Range(0, problem.Labels.Length)
            .Where(row => problem.Labels[row] != changed.Labels[row])];
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(row, problem.Training));
        Assert.All(rows, row => Assert.Contains(context.Notes, note => note.Contains(
            $" {problem.Ids[row]}", StringComparison.Ordinal)));
        double[] rates = [.. new[] { 0, 1 }.Select(g => problem.Training.Where(row => problem.Groups[row] == g)
            .Average(row => changed.Labels[row]))];
        Assert.Equal(rates[0], rates[1], 0.01);
    }

    [Fact]
    public void Suppression_that_would_leave_nothing_is_refused()
    {
        MitigationProblem problem = PlantedBias.Problem(100, 4);
        Assert.Contains("all 10 columns", Assert.Throws<ProbeException>(() => Run(
            MitigationMethod.Suppress, problem, new() { ["by"] = 1, ["count"] = 10 })).Message,
            StringComparison.Ordinal);

        // Only column 1 carries the group, at four standard deviations.
        foreach (Dictionary<string, double> settings in new Dictionary<string, double>[] { new() { ["limit"] = 0.8 },
            new() { ["by"] = 1, ["count"] = 1 } })
        {
            MitigationProblem kept = MitigationMethod.Suppress.Prepare!(
                Context(MitigationMethod.Suppress, problem, settings, Short));
            Assert.Equal(9, kept.Embeddings.Width);
            Assert.Equal(problem.Embeddings.Row(7)[2], kept.Embeddings.Row(7)[1]);
        }
    }

    private static double Gap(MitigationProblem problem, double[] scores) => Math.Abs(
        problem.Training.Where(row => problem.Groups[row] == 0).Average(row => scores[row])
        - problem.Training.Where(row => problem.Groups[row] == 1).Average(row => scores[row]));

    private static void RequireGradient(SmoothMinimizer.Function function, int count, ulong seed)
    {
        // Not the draws of the rows: at a row the distance to it has no derivative.
        RandomSource random = new(seed + 1000);
        double[] at = [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
        double[] gradient = new double[count];
        function(at, gradient);
        double scale = Math.Max(gradient.Max(Math.Abs), 1e-3);
        for (int i = 0; i < count; i++)
        {
            double[] up = (double[])at.Clone();
            double[] down = (double[])at.Clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double numeric = (function(up, new double[count]) - function(down, new double[count])) / 2e-5;
            Assert.Equal(numeric, gradient[i], 1e-6 * scale);
        }
    }

    private static MitigationContext Context(
        MitigationMethod method, MitigationProblem problem, Dictionary<string, double>? settings,
        TrainingOptions options) =>
        new(problem, MitigationContext.Complete(method, settings ?? []), options, 5);

    private static FittedMitigation Run(
        MitigationMethod method, MitigationProblem problem, Dictionary<string, double>? settings = null,
        TrainingOptions? options = null) =>
        MitigationFit.Run(method, Context(method, problem, settings, options ?? Short), default);
}
