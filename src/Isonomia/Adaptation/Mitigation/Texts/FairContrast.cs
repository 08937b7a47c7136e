using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Trains projections of pictures and texts by the contrastive loss and the divergence of groups'
/// similarities.</summary>
internal static class FairContrast
{
    /// <summary>The divergence of similarities, each divided by its sum; as released only the group's are.</summary>
    internal static double Divergence(
        double[] batch, double[] group, double blur, bool isReleased, double[] gradient)
    {
        double sum = isReleased ? 1 : batch.Sum();
        double ofGroup = group.Sum();
        double[] own = [.. batch.Select(value => value / sum)];
        double value = SinkhornDivergence.Of(own, [.. group.Select(one => one / ofGroup)], blur, gradient);
        if (!isReleased)
        {
            // u = s/Σs: du_i/ds_j = (δ_ij − u_i)/Σs.
            double along = own.Zip(gradient, (u, g) => u * g).Sum();
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = (gradient[i] - along) / sum;
            }
        }

        return value;
    }

    internal static TrainedScores Fit(MitigationContext context, CancellationToken cancellation)
    {
        MitigationProblem problem = context.Problem;
        TextEmbeddings texts = problem.Texts!;
        int d = problem.Embeddings.Width;
        int[] paired = [.. problem.Training.Where(row => row < texts.Rows.Length && texts.Rows[row] is not null)];
        int batch = Math.Min((int)context["batch"], paired.Length);
        if (texts.Classes.Length == 0 || batch < 2)
        {
            throw new ProbeException(
                $"'fairclip' needs a prompt of every class ('class:NAME') and a text of training rows under their ids; "
                    + $"{paired.Length} of {problem.Training.Length} have one.");
        }

        Projections heads = new(context, d);
        int[][] groups = [.. Enumerable.Range(0, problem.GroupNames.Count)
            .Select(g => paired.Where(row => problem.Groups[row] == g).ToArray()).Where(rows => rows.Length > 1)];
        bool isReleased = context["similarity"] == 1;
        RandomSource random = context.Random("fairclip:batches");
        RandomSource draws = context.Random("fairclip:groups");
        ValidationJudge judge = new(problem, context.Options);
        EpochChoice choice = new(context.Options, []);
        Dictionary<int, double[]> kept = [];
        int epoch = 0;
        while (epoch < context.Options.Epochs)
        {
            random.Shuffle<int>(paired);
            for (int start = 0; start + 2 <= paired.Length; start += batch)
            {
                cancellation.ThrowIfCancellationRequested();
                int[] rows = paired[start..Math.Min(start + batch, paired.Length)];
                if (rows.Length < 2)
                {
                    break;
                }

                // Similarities of the groups first: the heads keep what they ran last for the gradient.
                double[][] others = context["lambda"] == 0 ? [] : [.. groups.Select(own => heads.Run(
                    [.. Enumerable.Range(0, batch).Select(_ => own[draws.NextInt32(own.Length)])], problem, texts,
                    context["scale"]).Similarities(isReleased))];
                PairBatch pairs = heads.Run(rows, problem, texts, context["scale"]);
                double loss = pairs.Contrast() + others.Sum(group =>
                    pairs.Divergence(group, context["blur"], context["lambda"], isReleased));
                if (!double.IsFinite(loss))
                {
                    throw new ProbeException("The loss of 'fairclip' is not finite; try a smaller rate.");
                }

                heads.Step(pairs);
            }

            epoch++;
            double[] scores = heads.Scores(problem, texts.Classes, context["scale"]);
            choice.Add(judge.Judge(ClassScores.Take(scores, problem.Validation, problem.ClassCount)));
            choice.Keep(kept, () => scores);
            if (context.Options.Patience > 0 && epoch - choice.Best >= context.Options.Patience)
            {
                break;
            }
        }

        context.Notes.Add($"{paired.Length} of {problem.Training.Length} training rows have a text; scores are "
            + "zero-shot, by the class prompts.");
        context.Notes.AddRange(new[] { choice.Note }.OfType<string>());
        return new TrainedScores(kept[choice.Best], epoch, choice.Best, choice.BestValue);
    }
}

/// <summary>A linear projection of pictures and one of texts, both starting as the identity.</summary>
internal sealed class Projections
{
    private readonly DenseNetwork _pictures;
    private readonly DenseNetwork _texts;
    private readonly Optimizer _ofPictures;
    private readonly Optimizer _ofTexts;
    private readonly int _width;

    internal Projections(MitigationContext context, int width)
    {
        _width = width;
        OptimizerSettings settings = HeadTrainer.SettingsOf(
            context.Options with { LearningRate = context["rate"], Optimizer = "adamw" });
        (_pictures, _texts) = (Identity(context, "fairclip:pictures"), Identity(context, "fairclip:texts"));
        (_ofPictures, _ofTexts) = (new Optimizer(_pictures, settings), new Optimizer(_texts, settings));
    }

    internal PairBatch Run(int[] rows, MitigationProblem problem, TextEmbeddings texts, double scale)
    {
        float[] pictures = new float[rows.Length * _width];
        float[] words = new float[rows.Length * _width];
        for (int i = 0; i < rows.Length; i++)
        {
            Unit(problem.Embeddings.Row(rows[i])).CopyTo(pictures, i * _width);
            Narrow(texts.Rows[rows[i]]!).CopyTo(words, i * _width);
        }

        return new PairBatch(
            Wide(_pictures.Forward(pictures, rows.Length)), Wide(_texts.Forward(words, rows.Length)), _width, scale);
    }

    internal void Step(PairBatch pairs)
    {
        (double[] pictures, double[] texts) = pairs.Backward();
        _pictures.ClearGradient();
        _texts.ClearGradient();
        _pictures.Backward(pictures, []);
        _texts.Backward(texts, []);
        _ofPictures.Step();
        _ofTexts.Step();
    }

    internal double[] Scores(MitigationProblem problem, double[][] classes, double scale)
    {
        double[][] prompts = [.. classes.Select(prompt =>
            TextEmbeddings.Unit(Wide(_texts.Forward(Narrow(prompt), 1))))];
        int n = problem.Embeddings.RowCount;
        float[] projected = new float[n * _width];
        for (int row = 0; row < n; row++)
        {
            _pictures.Forward(Unit(problem.Embeddings.Row(row)), 1).CopyTo(projected.AsSpan(row * _width));
        }

        return PromptProjection.ZeroShotScores(new FloatMatrix(projected, _width), prompts, scale);
    }

    private DenseNetwork Identity(MitigationContext context, string part)
    {
        DenseNetwork network = new([_width, _width], context.Random(part));
        Span<float> parameters = network.Layers[0].Parameters;
        parameters.Clear();
        for (int i = 0; i < _width; i++)
        {
            parameters[(i * _width) + i] = 1;
        }

        return network;
    }

    private static float[] Unit(ReadOnlySpan<float> vector)
    {
        float length = System.Numerics.Tensors.TensorPrimitives.Norm(vector);
        float[] unit = new float[vector.Length];
        System.Numerics.Tensors.TensorPrimitives.Divide(vector, length > 0 ? length : 1, unit);
        return unit;
    }

    private static float[] Narrow(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static double[] Wide(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
