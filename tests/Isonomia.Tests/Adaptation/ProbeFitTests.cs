using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ProbeFitTests
{
    public static TheoryData<string> Kinds => [.. Probe.All.Select(probe => probe.Id)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_result_does_not_depend_on_the_thread_count_and_probabilities_sum_to_one(string id)
    {
        ProbeRequest request = Request(3) with { Probe = Probe.All[id] };
        ProbeResult one = ProbeFit.Run(request with { ThreadCount = 1 });
        ProbeResult three = ProbeFit.Run(request with { ThreadCount = 3 });
        int[] test = [.. Enumerable.Range(250, 50)];
        double[] scores = one.Scores(request.Embeddings, test, 1);
        Assert.Equal(scores, three.Scores(request.Embeddings, test, 3));
        Assert.Equal(one.Candidates, three.Candidates);
        Assert.All(scores.Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-12));
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        Assert.True(one.Chosen.ValidationAuroc > 0.75, $"{id}: {one.Chosen.ValidationAuroc}");
        Assert.Equal(one.Candidates.Max(c => c.ValidationAuroc), one.Chosen.ValidationAuroc);
    }

    [Fact]
    public void The_grid_of_C_is_the_one_of_the_specification()
    {
        Assert.Equal(10, Probe.Logistic.Grid.Count);
        Assert.Equal(1e-5, Probe.Logistic.Grid[0], 1e-18);
        Assert.Equal(10, Probe.Logistic.Grid[9], 1e-12);
    }

    [Fact]
    public void Scaling_and_shifting_a_feature_changes_no_score()
    {
        ProbeRequest request = Request(2);
        FloatMatrix moved =
            new(request.Embeddings.Values.ToArray().Select((v, i) => i % 6 == 2 ? (64 * v) - 128 : v).ToArray(), 6);
        double plain = ProbeFit.Run(request).Scores(request.Embeddings, [0])[1];
        Assert.Equal(plain, ProbeFit.Run(request with { Embeddings = moved }).Scores(moved, [0])[1], 1e-4);
    }

    [Fact]
    public void A_constant_feature_gets_no_weight()
    {
        ProbeRequest request = Request(2);
        FloatMatrix flat =
            new(request.Embeddings.Values.ToArray().Select((v, i) => i % 6 == 0 ? 0.1f : v).ToArray(), 6);
        Assert.Equal(0, ((LinearProbeModel)ProbeFit.Run(request with { Embeddings = flat }).Model).Weights[0][0]);
    }

    [Fact]
    public void Balanced_classes_weigh_the_same_whatever_their_size()
    {
        // Two rows of class 0 for each of class 1, all at the same place: the balanced probability is a half, the plain
        // one a third.
        float[] x = new float[30];
        int[] y = [.. Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? 1 : 0)];
        ProbeRequest request = new()
        {
            Embeddings = new FloatMatrix(x, 1), Classes = y, ClassNames = ["0", "1"],
                TrainingRows = [.. Enumerable.Range(0, 30)],
            ValidationRows = [], Grid = [1],
        };
        Assert.Equal(1 / 3.0, ProbeFit.Run(request).Scores(request.Embeddings, [0])[1], 1e-9);
        ProbeResult balanced = ProbeFit.Run(request with { ClassWeighting = ClassWeighting.Balanced });
        Assert.Equal(0.5, balanced.Scores(request.Embeddings, [0])[1], 1e-9);
    }

    [Fact]
    public void Without_both_classes_in_validation_the_log_loss_chooses()
    {
        ProbeRequest request = Request(2);
        ProbeResult probe =
            ProbeFit.Run(request with { ValidationRows =
                [.. request.ValidationRows.Where(r => request.Classes[r] == 1)] });
        Assert.Null(probe.Chosen.ValidationAuroc);
        Assert.Equal(probe.Candidates.Min(c => c.ValidationLoss), probe.Chosen.ValidationLoss);
    }

    [Fact]
    public void Ridge_and_neighbors_predict_numbers()
    {
        RandomSource random = new(3);
        float[] x = [.. Enumerable.Range(0, 1200).Select(_ => (float)random.NextNormal())];
        double[] age =
            [.. Enumerable.Range(0, 300).Select(i => 50 + (8 * x[4 * i]) + (3 * x[(4 * i) + 1]) + random.NextNormal())];
        ProbeRequest request = new()
        {
            Embeddings = new FloatMatrix(x, 4), Targets = age, Probe = Probe.Ridge,
            TrainingRows = [.. Enumerable.Range(0, 200)], ValidationRows = [.. Enumerable.Range(200, 100)],
        };
        ProbeResult ridge = ProbeFit.Run(request);
        Assert.InRange(ridge.Chosen.ValidationLoss!.Value, 0.5, 1.5);
        ProbeResult neighbors = ProbeFit.Run(request with { Probe = Probe.NearestNeighbors });
        Assert.InRange(neighbors.Chosen.ValidationLoss!.Value, 1.5, 40);
        Assert.Throws<ArgumentException>(() => ProbeFit.Run(request with { Probe = Probe.Prototype }));
    }

    [Fact]
    public void Ridge_with_fewer_rows_than_columns_equals_the_primal_solution()
    {
        (float[] wide, int[] y) = LogisticSolverTests.Blobs(12, 30, 2);
        FloatMatrix x = new(wide, 30);
        int[] rows = [.. Enumerable.Range(0, 12)];
        double[] weights = [.. rows.Select(i => 1.0 + (i % 2))];
        double[][] target = [[.. y.Select(v => (double)v)]];
        (double[][] thin, double[] b) = new RidgeSolver(x, rows, weights, target, scale: true, 1).Solve(0.7);

        // Every row twice with half its weight is the same problem with 24 rows; three times makes it tall enough for
        // the primal form.
        int[] repeated = [.. rows, .. rows, .. rows];
        (double[][] tall, double[] c) = new RidgeSolver(
            x, repeated, [.. repeated.Select(i => weights[i] / 3)], [[.. repeated.Select(i => (double)y[i])]],
                scale: true, 1).Solve(0.7);
        Assert.All(thin[0].Zip(tall[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.Equal(b[0], c[0], 1e-10);
    }

    [Fact]
    public void What_no_honest_probe_can_be_made_of_is_refused_in_a_sentence()
    {
        ProbeRequest request = Request(3);
        ShouldSay("one class only",
            request with { TrainingRows = [.. request.TrainingRows.Where(r => request.Classes[r] == 0)] });
        ShouldSay("has the class 'c'",
            request with { TrainingRows = [.. request.TrainingRows.Where(r => request.Classes[r] != 2)] });
        ShouldSay("No training row has a label", request with { TrainingRows = [] });
        ShouldSay("name a validation split", request with { ValidationRows = [] });
        float[] broken = request.Embeddings.Values.ToArray();
        broken[7] = float.NaN;
        ShouldSay("row 1 holds a number that is not finite", request with { Embeddings = new FloatMatrix(broken, 6) });
        Assert.Contains("both", Assert.Throws<ArgumentException>(() => ProbeFit.Run(
            request with { ValidationRows = request.TrainingRows })).Message, StringComparison.Ordinal);
        Assert.Contains("must not share a patient", Assert.Throws<ArgumentException>(() => ProbeFit.Run(
            request with { Units = [.. Enumerable.Range(0, 300).Select(i => i % 120)] })).Message,
                StringComparison.Ordinal);

        static void ShouldSay(string words, ProbeRequest request) => Assert.Contains(
            words, Assert.Throws<ProbeException>(() => ProbeFit.Run(request)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_label_are_passed_over()
    {
        ProbeRequest request = Request(2);
        int[] some = [.. request.Classes.Select((k, i) => i % 5 == 0 ? -1 : k)];
        ProbeResult probe = ProbeFit.Run(request with { Classes = some });
        Assert.Equal((160, 80), (probe.TrainingCount, probe.ValidationCount));
    }

    [Fact]
    public void Rank_auroc_counts_ties_as_one_half_and_is_undefined_for_one_class()
    {
        Assert.Equal(0.75, RankAuroc.Of([0.1, 0.4, 0.4, 0.4], [0, 1, 1, 0]).Value);
        Assert.Equal(UndefinedReason.NoPositives, RankAuroc.Of([1, 2], [0, 0]).Reason);
    }

    private static ProbeRequest Request(int classes)
    {
        (float[] x, int[] y) = LogisticSolverTests.Blobs(300, 6, classes);
        return new ProbeRequest
        {
            Embeddings = new FloatMatrix(x, 6),
            Classes = y,
            ClassNames = ["a", "b", "c"],
            TrainingRows = [.. Enumerable.Range(0, 200)],
            ValidationRows = [.. Enumerable.Range(200, 100)],
        } with { ClassNames = [.. new[] { "a", "b", "c" }.Take(classes)] };
    }
}
