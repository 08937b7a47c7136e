using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Mitigations with texts beside pictures, and those that let other rows in.</summary>
public sealed class TextMitigationTests
{
    [Fact]
    public void Projected_prompts_are_orthogonal_to_what_attribute_prompts_differ_in()
    {
        TextEmbeddings texts = PlantedBias.Problem(10, 5).Texts!;

        // The same difference twice must not disturb: AᵀA is singular then.
        double[][] differences = PromptProjection.Differences([.. texts.Attributes, texts.Attributes[0]]);
        double[][] projected = PromptProjection.Project(texts.Classes, differences, 0);
        Assert.All(projected, prompt =>
        {
            Assert.All(differences, one => Assert.Equal(0, one.Zip(prompt, (a, b) => a * b).Sum(), 1e-12));
            Assert.Equal(1, prompt.Sum(value => value * value), 1e-12);
        });

        // A large λ takes nothing off.
        double[][] whole = PromptProjection.Project(texts.Classes, differences, 1e12);
        Assert.All(whole.Zip(texts.Classes), pair => Assert.All(
            pair.First.Zip(pair.Second), one => Assert.Equal(one.Second, one.First, 1e-9)));
    }

    [Fact]
    public void Calibrated_prompts_of_a_pair_come_together_and_stay_orthogonal_to_attributes()
    {
        TextEmbeddings texts = PlantedBias.Problem(10, 5).Texts!;
        double[][] differences = PromptProjection.Differences(texts.Attributes);
        double[][] pair = [texts.Rows[0]!, texts.Rows[1]!];
        double[][] pairs = PromptProjection.PairDifferences([pair]);
        double Distance(double weight)
        {
            double[][] moved = PromptProjection.Calibrated(pair, differences, 0, pairs, weight);
            Assert.All(moved, one => Assert.Equal(0, one.Zip(differences[0], (a, b) => a * b).Sum(), 1e-12));
            return moved[0].Zip(moved[1], (a, b) => (a - b) * (a - b)).Sum();
        }

        Assert.True(Distance(10) < Distance(0));
        Assert.Equal(0, Distance(1e9), 1e-6);
        double[][] plain = PromptProjection.Project(pair, differences, 0);
        Assert.Equal(plain[0].Zip(plain[1], (a, b) => (a - b) * (a - b)).Sum(), Distance(0), 1e-12);
        Assert.Equal(3, PromptProjection.PairDifferences([[pair[0], pair[1], pair[0]]]).Length);

        MitigationProblem problem = PlantedBias.Problem(40, 5);
        MitigationContext context = new(
            problem, MitigationContext.Complete(
                MitigationMethod.PromptProjection, new Dictionary<string, double> { ["calibration"] = 1 }),
            new TrainingOptions { Selection = "overall" }, 1);
        Assert.Contains("'pair:NAME|ATTRIBUTE/VALUE'", Assert.Throws<ProbeException>(() =>
            PromptProjection.Fit(context)).Message, StringComparison.Ordinal);
        PromptProjection.Fit(context with
        {
            Problem = problem with { Texts = problem.Texts! with { Pairs = [pair] } },
        });
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    public void The_gradient_of_the_divergence_agrees_with_central_differences(double blur)
    {
        RandomSource random = new(4);
        double[] x = [.. Enumerable.Range(0, 6).Select(_ => random.NextNormal())];
        double[] y = [.. Enumerable.Range(0, 4).Select(_ => random.NextNormal())];
        double[] gradient = new double[6];
        Assert.True(SinkhornDivergence.Of(x, y, blur, gradient) > 0);
        Assert.Equal(0, SinkhornDivergence.Of(x, x, blur, new double[6]), 1e-9);
        for (int i = 0; i < x.Length; i++)
        {
            double At(double step)
            {
                double[] moved = (double[])x.Clone();
                moved[i] += step;
                return SinkhornDivergence.Of(moved, y, blur, new double[6]);
            }

            Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, gradient[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_of_pairs_agrees_with_central_differences(bool isReleased)
    {
        RandomSource random = new(9);
        const int width = 4;
        double[] pictures = [.. Enumerable.Range(0, 5 * width).Select(_ => 1 + random.NextNormal())];
        double[] texts = [.. Enumerable.Range(0, 5 * width).Select(_ => 1 + random.NextNormal())];
        double[] group = [0.4, 0.5, 0.3, 0.8, 0.6];
        double Loss(double[] p, double[] t, out PairBatch pairs)
        {
            pairs = new PairBatch(p, t, width, 3);
            return pairs.Contrast() + pairs.Divergence(group, 0, 2, isReleased);
        }

        Loss(pictures, texts, out PairBatch batch);
        (double[] ofPictures, double[] ofTexts) = batch.Backward();
        foreach ((double[] at, double[] gradient, bool isText) in
            new[] { (pictures, ofPictures, false), (texts, ofTexts, true) })
        {
            for (int i = 0; i < at.Length; i++)
            {
                double Value(double step)
                {
                    double[] moved = (double[])at.Clone();
                    moved[i] += step;
                    return Loss(isText ? pictures : moved, isText ? moved : texts, out _);
                }

                Assert.Equal(
                    (Value(1e-6) - Value(-1e-6)) / 2e-6, gradient[i], 1e-6 * Math.Max(1, gradient.Max(Math.Abs)));
            }
        }
    }

    [Fact]
    public void Without_its_weight_fairclip_does_not_look_at_groups()
    {
        MitigationProblem problem = PlantedBias.Problem(120, 3);
        MitigationProblem shuffled = problem with { Groups = [.. problem.Groups.Select(g => 1 - g)] };
        Assert.Equal(Scores(problem, 0), Scores(shuffled, 0));
        Assert.NotEqual(Scores(problem, 0), Scores(problem, 10));

        static double[] Scores(MitigationProblem own, double lambda) => MitigationFit.Run(
            MitigationMethod.FairClip,
            new MitigationContext(
                own,
                MitigationContext.Complete(
                    MitigationMethod.FairClip,
                    new Dictionary<string, double> { ["lambda"] = lambda, ["rate"] = 0.01, ["scale"] = 10 }),
                new TrainingOptions { Epochs = 2, Selection = "overall" }, 5),
            default).Scores;
    }

    [Fact]
    public void A_method_without_what_it_works_on_is_refused_in_a_sentence()
    {
        MitigationProblem bare = PlantedBias.Problem(50, 3) with
        {
            Texts = null, Synthetic = null, PictureShape = null,
        };
        Assert.Contains("--texts", Refused(MitigationMethod.FairClip), StringComparison.Ordinal);
        Assert.Contains("--texts", Refused(MitigationMethod.PromptProjection), StringComparison.Ordinal);
        Assert.Contains("works on pixels", Assert.Throws<ProbeException>(() => new BoxMixingLoss(
            new MitigationContext(bare, new Dictionary<string, double>(), new TrainingOptions(), 1))).Message,
            StringComparison.Ordinal);
        Assert.Contains("'synthetic'", Assert.Throws<ProbeException>(() => MitigationFit.Run(
            MitigationMethod.SyntheticBalance,
            new MitigationContext(bare, new Dictionary<string, double> { ["add"] = 0 }, new TrainingOptions(), 1),
            default)).Message, StringComparison.Ordinal);

        string Refused(MitigationMethod method) =>
            Assert.Throws<ProbeException>(() => MitigationCheck.Require(method, bare, "site")).Message;
    }

    [Fact]
    public void A_box_comes_from_another_picture_and_the_loss_shares_by_its_area()
    {
        MitigationProblem problem = PlantedBias.Problem(20, 2) with { PictureShape = (2, 12, 10) };
        BoxMixingLoss loss = new(new MitigationContext(
            problem, new Dictionary<string, double> { ["alpha"] = 1 }, new TrainingOptions(), 7));
        const int size = 2 * 12 * 10;
        int[] rows = [0, 1, 2, 3, 4, 5];
        float[] pixels = [.. rows.SelectMany(row => Enumerable.Repeat((float)row, size))];
        loss.PrepareInputs(rows, pixels);
        double[] shares = [.. rows.Select(row => pixels.Skip(row * size).Take(size).Count(pixel => pixel != row))
            .Where(count => count > 0).Select(count => (double)count / size).Distinct()];
        double pasted = Assert.Single(shares);

        // Rows of label 0 and a batch of logits that favors label 1: the loss tells which share is of which label.
        LossBatch batch = MitigationCases.Batch(
            [.. rows.SelectMany(_ => new[] { 0.0, 1 })], [0, 0, 0, 0, 0, 1], new int[6], 2);
        double zero = Math.Log(1 + Math.E);
        double one = zero - 1;

        // Row 5 keeps 1 − pasted of its label and gives pasted to one other row, unless it was paired with itself.
        double expected = ((5 * zero) + one) / 6;
        Assert.Equal(expected, loss.Evaluate(batch), 1e-12);
        Assert.InRange(pasted, 0.001, 0.999);
    }

    [Fact]
    public void Synthetic_rows_train_only_where_asked_and_are_never_judged()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        string[] lines = File.ReadAllLines(phantom.ManifestPath);
        File.WriteAllLines(phantom.ManifestPath, lines.Select((line, i) => i == 0 ? line + ",synthetic,generator,qc"
            : line + (i % 7 == 0 ? $",true,model_a,{(i % 14 == 0 ? "pass" : "fail")}" : ",false,,")));
        MitigationTask task = MitigationTask.Read(phantom.Source("site"), "dx", null, null, default);
        string?[] marks = task.Cohort.Values("synthetic");
        int[] used = [.. task.Splits.Training, .. task.Splits.Validation, .. task.Splits.Test];
        Assert.All(used, row => Assert.Equal("false", marks[row]));
        Assert.Equal(marks.Count(mark => mark == "false"), used.Length);
        Assert.All(task.Synthetic!.Rows, row => Assert.Equal("pass", task.Cohort.Values("qc")[row]));
        Assert.True(task.Synthetic.RejectedCount > 0);
        MitigationBenchmarkResult result = MitigationBenchmark.Run(new MitigationBenchmarkRequest
        {
            Source = phantom.Source("site"),
            Label = "dx",
            Methods = ["synthetic_balance"],
            SeedCount = 1,
            Training = new TrainingOptions { Epochs = 3 },
            OutputFolder = phantom.Out,
            Replicates = 20,
            Threads = 1,
        });
        Assert.Contains(
            result.Runs.Single(run => run.Method == "synthetic_balance").Notes,
            note => note.Contains("by model_a", StringComparison.Ordinal));

        File.WriteAllLines(phantom.ManifestPath, lines.Select((line, i) => line + (i == 0 ? ",synthetic" : ",1")));
        Assert.Contains("no column 'generator'", Assert.Throws<ProbeException>(() =>
            MitigationTask.Read(phantom.Source("site"), "dx", null, null, default)).Message, StringComparison.Ordinal);
    }
}
