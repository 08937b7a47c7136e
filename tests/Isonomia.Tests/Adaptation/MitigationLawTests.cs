using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of the specification's last section that hold between methods.</summary>
public sealed class MitigationLawTests
{
    [Theory]
    [InlineData("mmd", "gamma", 0, "mlp")]
    [InlineData("coral", "gamma", 0, "mlp")]
    [InlineData("end", "alpha", 0, "mlp", "beta")]
    [InlineData("dann", "lambda", 0, "mlp")]
    [InlineData("cdann", "lambda", 0, "mlp")]
    [InlineData("laftr", "gamma", 0, "mlp")]
    [InlineData("lnl", "lambda", 0, "mlp", "reversal")]
    [InlineData("dist_match", "weight", 0, "linear")]
    [InlineData("simple_adv", "alpha", 0, "linear")]
    [InlineData("fair_alm", "eta", 0, "linear")]
    [InlineData("jtt", "lambda", 1, "linear")]
    [InlineData("sam", "rho", 0, "linear")]
    [InlineData("asam", "rho", 0, "linear")]
    [InlineData("focal", "gamma", 0, "linear")]
    [InlineData("logit_adjust", "tau", 0, "linear")]
    [InlineData("curation_balance", "keep", 1, "linear")]
    public void A_weight_of_zero_reproduces_plain_training_bit_for_bit(
        string id, string setting, double value, string head, string? other = null)
    {
        MitigationProblem problem = PlantedBias.Problem(300, 2);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 50, Head = head };
        Dictionary<string, double> settings = new() { [setting] = value };
        if (other is not null)
        {
            settings[other] = value;
        }

        double[] plain = Scores(MitigationMethod.Erm, problem, options, 9);
        Assert.Equal(plain, Scores(MitigationMethod.All[id], problem, options, 9, settings));
    }

    [Fact]
    public void Limits_of_losses_are_plain_training()
    {
        MitigationProblem problem = PlantedBias.Problem(300, 2);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 50 };
        double[] plain = Scores(MitigationMethod.Erm, problem, options, 9);
        Close(plain, Scores(MitigationMethod.CvarDro, problem, options, 9, new() { ["alpha"] = 1 }));
        Close(plain, Scores(
            MitigationMethod.Ldam, problem, options, 9, new() { ["margin"] = 0, ["scale"] = 1 }));

        // One group only: the groups' losses are those of everybody.
        MitigationProblem one = problem with { Groups = new int[problem.Groups.Length], GroupNames = ["all"] };
        double[] plainOne = Scores(MitigationMethod.Erm, one, options, 9);
        Assert.Equal(plainOne, Scores(MitigationMethod.DomainInd, one, options, 9));
        Close(plainOne, Scores(MitigationMethod.Irm, one, options, 9, new() { ["lambda"] = 0 }));
    }

    [Fact]
    public void Group_dro_without_a_step_is_group_balanced_plain_training()
    {
        GroupDroLoss loss = new(0, byCell: true, new double[4]);
        double[] logits = [0.3, -0.2, 1, 0.5, -1, 0.4, 0.2, 0.2];
        LossBatch batch = MitigationCases.Batch(logits, [0, 1, 0, 1], [0, 0, 1, 1], 2);
        double value = loss.Evaluate(batch);
        LossBatch plain = MitigationCases.Batch(logits, [0, 1, 0, 1], [0, 0, 1, 1], 2);
        Assert.Equal(new WeighingLoss().Evaluate(plain), value, 1e-15);
        for (int i = 0; i < logits.Length; i++)
        {
            Assert.Equal(plain.LogitGradient[i], batch.LogitGradient[i], 1e-15);
        }
    }

    [Fact]
    public void Reweighing_makes_label_and_group_independent()
    {
        MitigationProblem problem = PlantedBias.Problem(500, 8);
        MitigationProblem weighed = CellWeights.Independent(problem);
        double[] cells = new double[4];
        foreach (int row in problem.Training)
        {
            cells[problem.CellOf(row)] += weighed.Weights[row];
        }

        Assert.Equal(problem.Training.Length, cells.Sum(), 1e-9);
        Assert.Equal(cells[0] * cells[3], cells[1] * cells[2], 1e-6);
    }

    [Fact]
    public void Erasure_twice_is_erasure_once_and_no_group_mean_is_left()
    {
        MitigationProblem problem = PlantedBias.Problem(400, 6);
        foreach (bool mayShrink in new[] { true, false })
        {
            ConceptEraser eraser = ConceptEraser.Leace(problem, problem.Training, mayShrink);
            MitigationProblem once = eraser.Apply(problem, 1);
            MitigationProblem twice = ConceptEraser.Leace(once, problem.Training, mayShrink).Apply(once, 1);
            (double[][] groups, double[] all, _) = GroupMeans.Of(once, problem.Training);
            for (int j = 0; j < PlantedBias.Width; j++)
            {
                Assert.Equal(all[j], groups[0][j], 1e-6);
                for (int row = 0; row < 50; row++)
                {
                    Assert.Equal(once.Embeddings.Row(row)[j], twice.Embeddings.Row(row)[j], 1e-5);
                }
            }
        }
    }

    [Theory]
    [InlineData("threshold_optimizer")]
    [InlineData("equalized_odds_lp")]
    public void The_constraint_holds_on_the_rows_that_were_fitted(string id)
    {
        RandomSource random = new(12);
        int n = 900;
        int[] labels = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() < 0.4 ? 1 : 0)];
        int[] groups = [.. Enumerable.Range(0, n).Select(i => i % 3)];
        double[] scores = [.. Enumerable.Range(0, n).Select(i =>
            1 / (1 + Math.Exp(-(labels[i] * (1 + groups[i])) - random.NextNormal() + 1)))];
        PostOutcome outcome = MitigationMethod.All[id].Post!(new PostProblem
        {
            Scores = scores,
            Labels = labels,
            Groups = groups,
            GroupNames = ["a", "b", "c"],
            FitRows = [.. Enumerable.Range(0, n)],
            Ids = [.. Enumerable.Range(0, n).Select(i => $"{i}")],
            Settings = MitigationContext.Complete(MitigationMethod.All[id], new Dictionary<string, double>()),
        });
        foreach (int y in new[] { 0, 1 })
        {
            double[] rates = [.. Enumerable.Range(0, 3).Select(g => Enumerable.Range(0, n)
                .Where(i => groups[i] == g && labels[i] == y).Average(i => outcome.Decisions![i]))];
            Assert.InRange(rates.Max() - rates.Min(), 0, 1e-6);
        }
    }

    [Fact]
    public void Planted_bias_is_reduced_by_more_than_twice_the_spread_of_plain_training()
    {
        const int seeds = 5;
        TrainingOptions options = new() { Epochs = 40, LearningRate = 0.01, BatchSize = 128, Selection = "overall" };
        Dictionary<string, double[]> worst = new[] { "erm", "group_dro", "dfr", "resample", "leace" }.ToDictionary(
            id => id,
            id => Enumerable.Range(1, seeds).Select(seed =>
            {
                MitigationProblem problem = PlantedBias.Problem(2000, 1);
                return PlantedBias.WorstCell(
                    problem, Scores(MitigationMethod.All[id], problem, options, (ulong)seed));
            }).ToArray());
        double spread = Math.Sqrt(Moments.Variance(worst["erm"]));
        foreach ((string id, double[] values) in worst.Where(pair => pair.Key != "erm"))
        {
            double gain = values.Average() - worst["erm"].Average();
            Assert.True(
                gain > 2 * spread,
                FormattableString.Invariant($"{id}: {gain:0.000} above erm's {worst["erm"].Average():0.000}, ")
                + FormattableString.Invariant($"spread {spread:0.000}"));
        }
    }

    private static void Close(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));

    private static double[] Scores(
        MitigationMethod method, MitigationProblem problem, TrainingOptions options, ulong seed,
        Dictionary<string, double>? settings = null) => MitigationFit.Run(
        method,
        new MitigationContext(problem, MitigationContext.Complete(method, settings ?? []), options, seed),
        default).Scores;
}
