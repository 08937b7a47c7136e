using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Runs the golden cases of mitigations: from the numbers of a case to the one number it asks for.</summary>
internal static class MitigationCases
{
    internal static double Value(MitigationMethod method, JsonElement input) => input.GetProperty("kind").GetString()
        switch
        {
            "loss" => Loss(method, input),
            "batches" => Batches(method, input),
            "weights" => Prepared(method, input).Weights[Row(input)],
            "probability" => Probability(method, input),
            "embedding" => Prepared(method, input).Embeddings.Row(Row(input))[input.GetProperty("column").GetInt32()],
            "label" => Prepared(method, input).Labels[Row(input)],
            "fitted" => method.Fit!(ProblemOf(method, input), default).Scores[Row(input)],
            "grid" => Grid(input),
            "post" => Post(method, input),
            "silent_adversary" => SilentAdversary(method, input),
            "l1" => SparseHead(input),
            "reduction" => Reduction(input),
            "static" => Static(method.Id, input),
            string other => throw new FormatException($"Kind '{other}' is unknown."),
            null => throw new FormatException("The kind is missing."),
        };

    internal static MitigationContext Context(
        MitigationMethod method, int[] labels, int[] groups, FloatMatrix embeddings, JsonElement? settings = null,
        double[]? weights = null, int classCount = 2, string head = "linear")
    {
        int n = labels.Length;
        Dictionary<string, double> given = [];
        foreach (JsonProperty one in settings is { } own ? own.EnumerateObject().ToArray() : [])
        {
            given[one.Name] = one.Value.GetDouble();
        }

        double[] ones = new double[n];
        Array.Fill(ones, 1);
        return new MitigationContext(
            new MitigationProblem
            {
                Embeddings = embeddings,
                Labels = labels,
                ClassCount = classCount,
                Groups = groups,
                GroupNames = [.. Enumerable.Range(0, Math.Max(groups.Max() + 1, 1)).Select(g => $"g{g}")],
                Training = [.. Enumerable.Range(0, n)],
                Validation = [.. Enumerable.Range(0, n)],
                Test = [.. Enumerable.Range(0, n)],
                Ids = [.. Enumerable.Range(0, n).Select(i => $"r{i}")],
                Weights = weights ?? ones,
                PictureShape = (1, 1, embeddings.Width),
            },
            MitigationContext.Complete(method, given), new TrainingOptions { Head = head }, 1);
    }

    internal static LossBatch Batch(
        double[] logits, int[] labels, int[] groups, int classCount, double[]? features = null,
        double[]? weights = null, float[]? inputs = null)
    {
        double[] ones = new double[labels.Length];
        Array.Fill(ones, 1);
        return new LossBatch
        {
            Rows = [.. Enumerable.Range(0, labels.Length)],
            ClassCount = classCount,
            Logits = logits,
            Labels = labels,
            Groups = groups,
            GroupCount = Math.Max(groups.Max() + 1, 1),
            Weights = weights ?? ones,
            Features = features ?? [],
            Inputs = inputs ?? new float[labels.Length],
        };
    }

    private static double Loss(MitigationMethod method, JsonElement input)
    {
        LossBatch batch = BatchOf(input, out int classCount);
        TrainingLoss loss = method.Loss?.Invoke(LossContext(method, input, classCount)) ?? new WeighingLoss();
        return loss.Evaluate(batch);
    }

    private static double Batches(MitigationMethod method, JsonElement input)
    {
        int groups = input.GetProperty("groups").GetInt32();
        MitigationContext context = Context(
            method, new int[groups], [.. Enumerable.Range(0, groups)], new FloatMatrix(new float[groups], 1),
            input.GetProperty("settings"));
        TrainingLoss loss = method.Loss!(context);
        double last = double.NaN;
        foreach (JsonElement batch in input.GetProperty("batches").EnumerateArray())
        {
            last = loss.Evaluate(BatchOf(batch, out _));
        }

        return last;
    }

    private static double Probability(MitigationMethod method, JsonElement input)
    {
        MitigationProblem problem = Prepared(method, input);
        return new BatchDealer(problem, problem.Sampling, 4, new RandomSource(1)).Probability(Row(input));
    }

    private static MitigationProblem Prepared(MitigationMethod method, JsonElement input) =>
        (method.Prepare ?? MitigationMethod.All[method.LinearTwin!].Prepare!)(
            ProblemOf(method.Prepare is null ? MitigationMethod.All[method.LinearTwin!] : method, input));

    private static MitigationContext ProblemOf(MitigationMethod method, JsonElement input)
    {
        int[] groups = Integers(input, "group");
        int[] labels = input.TryGetProperty("label", out _) ? Integers(input, "label")
            : [.. groups.Select((_, i) => i % 2)];
        FloatMatrix x = input.TryGetProperty("x", out JsonElement rows)
            ? Matrix(rows) : new FloatMatrix(new float[groups.Length], 1);
        return Context(
            method, labels, groups, x, input.TryGetProperty("settings", out JsonElement own) ? own : null,
            input.TryGetProperty("weight", out _) ? Doubles(input, "weight") : null);
    }

    private static double Post(MitigationMethod method, JsonElement input)
    {
        Dictionary<string, double> given =
            input.GetProperty("settings").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble());
        double[] scores = Doubles(input, "score");
        PostOutcome outcome = method.Post!(new PostProblem
        {
            Scores = scores,
            Labels = Integers(input, "label"),
            Groups = Integers(input, "group"),
            GroupNames = ["0", "1"],
            FitRows = [.. Enumerable.Range(0, scores.Length)],
            Ids = [.. Enumerable.Range(0, scores.Length).Select(i => $"r{i}")],
            Settings = MitigationContext.Complete(method, given),
        });
        string[] of = input.GetProperty("of").GetString()!.Split(':');
        return of[0] switch
        {
            "decision" => outcome.Decisions![Row(input)],
            "score" => outcome.Scores[Row(input)],
            "group" => outcome.Groups[of[1]][of[2]],
            _ => outcome.Groups[of[0]][of[1]],
        };
    }

    private static double SilentAdversary(MitigationMethod method, JsonElement input)
    {
        LossBatch plain = BatchOf(input, out _);
        bool isDeep = method.NeedsHiddenLayer;
        double[] features = new double[plain.Count * 256];
        Array.Fill(features, 0.5);
        LossBatch batch = Batch(plain.Logits, plain.Labels, plain.Groups, 2, isDeep ? features : null);
        TrainingLoss loss = method.Loss!(LossContext(method, input, 2));
        IReadOnlyList<Adversary> opponents = loss switch
        {
            DomainAdversaryLoss domain => [domain.Opponent],
            ScoreAdversaryLoss score => [score.Opponent],
            ConditionalAdversaryLoss conditional => conditional.Opponents,
            UnlearningLoss unlearning => [unlearning.Opponent],
            _ => throw new FormatException("No adversary."),
        };
        foreach (Adversary opponent in opponents)
        {
            Array.Clear(opponent.Network.Layers[^1].Parameters);
        }

        return loss.Evaluate(batch);
    }

    private static double SparseHead(JsonElement input)
    {
        FloatMatrix x = Matrix(input.GetProperty("x"));
        int[] labels = Integers(input, "label");
        MitigationContext context = Context(MitigationMethod.Dfr, labels, new int[labels.Length], x);
        SparseLogistic head = SparseLogistic.Fit(
            context.Problem, context.Problem.Training, input.GetProperty("c").GetDouble());
        return head.Score(x.Row(Row(input)));
    }

    private static double Reduction(JsonElement input)
    {
        int[] labels = Integers(input, "label");
        int[] groups = Integers(input, "group");
        double[] x1 = Doubles(input, "x1");
        double[] x2 = Doubles(input, "x2");
        List<double[]> all = [];
        double epsilon = input.GetProperty("epsilon").GetDouble();
        ReductionProblem problem = new(
            labels, groups, 2, (ReductionConstraint)input.GetProperty("constraint").GetInt32(), 0.01);
        ReductionSolution solution = new ExponentiatedGradient(
            problem,
            (own, weights) =>
            {
                double[] decisions = LeastSquares.Decide(x1, x2, own, weights);
                all.Add(decisions);
                return decisions;
            },
            1 / epsilon, 50).Solve(default);
        double[] mixture = new double[labels.Length];
        for (int h = 0; h < all.Count; h++)
        {
            for (int i = 0; i < mixture.Length; i++)
            {
                mixture[i] += solution.Weights[h] * all[h][i];
            }
        }

        return input.GetProperty("of").GetString() switch
        {
            "expected_error" => problem.Error(mixture),
            "selection_rate:A" => mixture.Where((_, i) => groups[i] == 0).Average(),
            _ => mixture.Where((_, i) => groups[i] == 1).Average(),
        };
    }

    private static double Grid(JsonElement input)
    {
        int[] labels = Integers(input, "label");
        int[] groups = Integers(input, "group");
        ReductionProblem problem = new(
            labels, groups, 2, (ReductionConstraint)input.GetProperty("constraint").GetInt32(), 0);
        double[] best = MultiplierGrid.Points(
                problem.DirectionCount, input.GetProperty("size").GetInt32(), input.GetProperty("limit").GetDouble())
            .Select(point =>
            {
                (int[] own, double[] weights) = MultiplierGrid.Relabel(problem, point);
                return LeastSquares.Decide(Doubles(input, "x1"), Doubles(input, "x2"), own, weights);
            })
            .MinBy(decisions => MultiplierGrid.Loss(problem, decisions))!;
        return input.GetProperty("of").GetString() switch
        {
            "loss" => MultiplierGrid.Loss(problem, best),
            "expected_error" => problem.Error(best),
            "selection_rate:A" => best.Where((_, i) => groups[i] == 0).Average(),
            _ => best.Where((_, i) => groups[i] == 1).Average(),
        };
    }

    private static double Prejudice(JsonElement input)
    {
        double[] p = Doubles(input, "p");
        double index = PrejudiceRegression.Index(p, Integers(input, "group"), 2, new double[p.Length]);
        return input.GetProperty("mean").GetInt32() == 1 ? index / p.Length : index;
    }

    private static double NegativeEntropy(JsonElement input)
    {
        double[] logits = [.. input.GetProperty("logits").EnumerateArray()
            .SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()))];
        return UnlearningLoss.NegativeEntropy(logits, 3, 1, new double[logits.Length]);
    }

    private static double Prototypes(JsonElement input)
    {
        double[] at = Doubles(input, "at");
        double[] weights = Doubles(input, "weights");
        double[][] rows = [.. input.GetProperty("x").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        FairPrototypes model = new(
            rows, Integers(input, "label"), Integers(input, "group"), 3, 4, (weights[0], weights[1], weights[2]));
        return model.Evaluate(at, new double[at.Length]);
    }

    private static double Static(string id, JsonElement input) => id switch
    {
        "lff" => FailureLoss.Difficulty(
            input.GetProperty("biased").GetDouble(), input.GetProperty("debiased").GetDouble()),
        "arl" => AdversarialWeightsLoss.Weights(Doubles(input, "f"))[Row(input)],
        "laftr" => RepresentationLoss.GroupL1(
            Doubles(input, "logit"), Integers(input, "a"), Integers(input, "label"),
            input.GetProperty("target").GetInt32(), new double[Doubles(input, "logit").Length]),
        "sam" or "asam" => SharpStep(id == "asam", input),
        "prejudice_remover" => Prejudice(input),
        "lnl" => NegativeEntropy(input),
        "lfr" => Prototypes(input),
        "swa" => Averaged(Doubles(input, "values")),
        "swad" => Valley(input),
        "odr" => DisentanglingLoss.Divergence(
            Doubles(input, "mean"), Doubles(input, "log_variance"), Doubles(input, "prior")),
        "curation_balance" => HierarchicalCut.Of(
            [.. Integers(input, "sizes").Select(size => (long)size)], input.GetProperty("target").GetInt32()).Cut,
        "fairclip" => Similarities(input),
        "prompt_projection" when input.TryGetProperty("pairs", out _) => Adaptation.PromptProjection.Calibrated(
            [Doubles(input, "prompt")], Rows(input, "differences"), input.GetProperty("lambda").GetDouble(),
            Rows(input, "pairs"), input.GetProperty("weight").GetDouble())[0][input.GetProperty("place").GetInt32()],
        "prompt_projection" => Adaptation.PromptProjection.Project(
            [Doubles(input, "prompt")], Rows(input, "differences"),
            input.GetProperty("lambda").GetDouble())[0][input.GetProperty("place").GetInt32()],
        "cutmix" => Box(input),
        "synthetic_balance" => Synthetic(input),
        _ => throw new FormatException($"No static case of '{id}'."),
    };

    private static double[][] Rows(JsonElement input, string name) => [.. input.GetProperty(name).EnumerateArray()
        .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    private static double Similarities(JsonElement input)
    {
        double[] batch = Doubles(input, "batch");
        double[] group = Doubles(input, "group");
        double blur = input.GetProperty("blur").GetDouble();
        double[] gradient = new double[batch.Length];
        return input.TryGetProperty("variant", out JsonElement variant)
            ? FairContrast.Divergence(batch, group, blur, variant.GetString() == "released", gradient)
            : SinkhornDivergence.Of(batch, group, blur, gradient);
    }

    private static double Box(JsonElement input)
    {
        int height = input.GetProperty("height").GetInt32();
        int width = input.GetProperty("width").GetInt32();
        (int top, int bottom, int left, int right) = BoxMixingLoss.Box(
            input.GetProperty("share").GetDouble(), height, width, input.GetProperty("row").GetInt32(),
            input.GetProperty("column").GetInt32());
        return 1 - ((double)(bottom - top) * (right - left) / (height * width));
    }

    private static double Synthetic(JsonElement input)
    {
        int[] labels = Integers(input, "label");
        int training = input.GetProperty("training").GetInt32();
        MitigationContext context = Context(
            MitigationMethod.SyntheticBalance, labels, Integers(input, "group"),
            new FloatMatrix(new float[labels.Length], 1));
        int[] added = [.. Enumerable.Range(training, labels.Length - training)];
        return MitigationMethod.SyntheticBalance.Prepare!(context with
        {
            Problem = context.Problem with
            {
                Training = [.. Enumerable.Range(0, training)],
                Synthetic = new SyntheticRows(added, [.. added.Select(_ => "generator")], 0),
            },
            Settings = new Dictionary<string, double> { ["add"] = input.GetProperty("add").GetDouble() },
        }).Training.Length;
    }

    private static double SharpStep(bool isAdaptive, JsonElement input)
    {
        double[] w = Doubles(input, "w");
        double[][] h = [.. input.GetProperty("H").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        double[] Gradient(double[] at) => [.. h.Select(row => row.Zip(at, (a, b) => a * b).Sum())];
        double[] moved = (double[])w.Clone();
        Sharpness.Perturb([moved], [Gradient(w)], input.GetProperty("rho").GetDouble(), isAdaptive);
        int at = input.GetProperty("at").GetInt32();
        return w[at] - (input.GetProperty("lr").GetDouble() * Gradient(moved)[at]);
    }

    private static double Averaged(double[] values)
    {
        Onnx.WeightAverage average = new();
        foreach (double value in values)
        {
            average.Add([[(float)value]]);
        }

        return average.Parameters()[0][0];
    }

    private static double Valley(JsonElement input)
    {
        LossValley valley = LossValley.Of(Doubles(input, "losses"), new StepRule(IsDense: true));
        return input.GetProperty("of").GetString() == "threshold" ? valley.Threshold
            : Enumerable.Range(valley.First, valley.Last - valley.First + 1).Average();
    }

    private static MitigationContext LossContext(MitigationMethod method, JsonElement input, int classCount)
    {
        int[] labels = input.TryGetProperty("class_counts", out JsonElement counts)
            ? [.. counts.EnumerateArray().SelectMany((count, k) => Enumerable.Repeat(k, count.GetInt32()))]
            : Integers(input, "label");
        int[] groups = input.TryGetProperty("group", out _) ? Integers(input, "group") : [0];
        int[] own = [.. labels.Select((_, i) => groups[i % groups.Length])];
        return Context(
            method, labels, own, new FloatMatrix(new float[labels.Length], 1),
            input.TryGetProperty("settings", out JsonElement settings) ? settings : null, classCount: classCount);
    }

    private static LossBatch BatchOf(JsonElement input, out int classCount)
    {
        double[] logits = [.. input.GetProperty("logits").EnumerateArray()
            .SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble()))];
        int[] labels = Integers(input, "label");
        int outputs = logits.Length / labels.Length;
        classCount = outputs == 4 ? 2 : outputs;
        return Batch(
            logits, labels,
            input.TryGetProperty("group", out _) ? Integers(input, "group") : new int[labels.Length], classCount,
            input.TryGetProperty("features", out JsonElement features)
                ? [.. features.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(v => v.GetDouble()))]
                : null,
            input.TryGetProperty("weight", out _) ? Doubles(input, "weight") : null);
    }

    private static FloatMatrix Matrix(JsonElement rows) => new(
        (float[])[.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(v => (float)v.GetDouble()))],
        rows[0].GetArrayLength());

    private static int Row(JsonElement input) => input.GetProperty("row").GetInt32();

    private static double[] Doubles(JsonElement input, string name) =>
        [.. input.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static int[] Integers(JsonElement input, string name) =>
        [.. input.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];
}

/// <summary>The learner of the reductions oracle: weighted least squares on two columns, positive above one
/// half.</summary>
internal static class LeastSquares
{
    internal static double[] Decide(double[] x1, double[] x2, int[] labels, double[] weights)
    {
        double[,] a = new double[3, 4];
        for (int i = 0; i < labels.Length; i++)
        {
            double[] row = [x1[i], x2[i], 1, labels[i]];
            for (int p = 0; p < 3; p++)
            {
                for (int q = 0; q < 4; q++)
                {
                    a[p, q] += weights[i] * row[p] * row[q];
                }
            }
        }

        for (int p = 0; p < 3; p++)
        {
            for (int r = 0; r < 3; r++)
            {
                double factor = r == p ? 0 : a[r, p] / a[p, p];
                for (int q = 0; q < 4; q++)
                {
                    a[r, q] -= factor * a[p, q];
                }
            }
        }

        return [.. x1.Select((_, i) =>
            (x1[i] * a[0, 3] / a[0, 0]) + (x2[i] * a[1, 3] / a[1, 1]) + (a[2, 3] / a[2, 2]) > 0.5 ? 1.0 : 0)];
    }
}
