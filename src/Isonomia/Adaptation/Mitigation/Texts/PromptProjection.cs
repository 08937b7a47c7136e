using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Takes the directions of an attribute off prompts, and classifies by the nearest prompt.</summary>
internal static class PromptProjection
{
    /// <summary>t' = (I − A(AᵀA + λI)⁺Aᵀ)t for every prompt, brought to length 1 again.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="differences">The columns of A.</param>
    /// <param name="lambda">λ, at least 0; 0: the orthogonal projection.</param>
    internal static double[][] Project(double[][] prompts, double[][] differences, double lambda) =>
        [.. Removed(prompts, differences, lambda).Select(prompt => TextEmbeddings.Unit(prompt))];

    /// <summary>t' = P₀(I + (w/|S|) Σ ddᵀ)⁻¹t for every prompt, brought to length 1 again; P₀ as in
    /// <see cref="Project"/>.</summary>
    /// <remarks>The P of least ‖P − P₀‖² + (w/|S|) Σ ‖Pd‖². By Woodbury the inverse is the first step with λ = 1 on
    /// √(w/|S|)·d. Source: Chuang et al., 2023, the calibrated projection, and its released code (get_M).</remarks>
    /// <param name="prompts">The prompts.</param>
    /// <param name="differences">The columns of A.</param>
    /// <param name="lambda">λ, at least 0.</param>
    /// <param name="pairs">d, the differences of the pairs S that should coincide, at least one.</param>
    /// <param name="weight">w, at least 0.</param>
    internal static double[][] Calibrated(
        double[][] prompts, double[][] differences, double lambda, double[][] pairs, double weight)
    {
        double scale = Math.Sqrt(weight / pairs.Length);
        double[][] scaled = [.. pairs.Select(pair => pair.Select(value => scale * value).ToArray())];
        return Project(Removed(prompts, scaled, 1), differences, lambda);
    }

    /// <summary>(I − A(AᵀA + λI)⁺Aᵀ)t for every prompt.</summary>
    private static double[][] Removed(double[][] prompts, double[][] differences, double lambda)
    {
        int m = differences.Length;
        double[,] gram = new double[m, m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++)
            {
                gram[i, j] = Dot(differences[i], differences[j]);
            }
        }

        (double[] values, double[][] vectors) = SymmetricEigen.Of(gram);
        double largest = values.DefaultIfEmpty(0).Max();
        return [.. prompts.Select(prompt =>
        {
            double[] moved = (double[])prompt.Clone();
            double[] along = [.. differences.Select(direction => Dot(direction, prompt))];
            for (int e = 0; e < m; e++)
            {
                if (values[e] <= 1e-10 * largest)
                {
                    continue; // prompts that differ in the same way
                }

                double share = Dot(vectors[e], along) / (values[e] + lambda);
                for (int i = 0; i < m; i++)
                {
                    for (int j = 0; j < moved.Length; j++)
                    {
                        moved[j] -= share * vectors[e][i] * differences[i][j];
                    }
                }
            }

            return moved;
        })];
    }

    /// <summary>The differences of the prompts of every attribute to its first.</summary>
    internal static double[][] Differences(double[][][] attributes) => [.. attributes.SelectMany(prompts =>
        prompts.Skip(1).Select(prompt => prompt.Zip(prompts[0], (a, b) => a - b).ToArray()))];

    /// <summary>The differences of prompts of one class with the values of one attribute, every pair once.</summary>
    internal static double[][] PairDifferences(double[][][] pairs) => [.. pairs.SelectMany(values =>
        values.SelectMany((one, i) => values.Skip(i + 1).Select(other => one.Zip(other, (a, b) => a - b).ToArray())))];

    /// <summary>The zero-shot classifier with projected prompts.</summary>
    internal static TrainedScores Fit(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        TextEmbeddings texts = problem.Texts!;
        double[][] differences = Differences(texts.Attributes);
        if (texts.Classes.Length == 0 || differences.Length == 0)
        {
            throw new ProbeException(
                "'prompt_projection' needs a prompt of every class ('class:NAME') and two of an attribute "
                    + "('attribute:NAME/VALUE') in the texts.");
        }

        bool isCalibrated = context["calibration"] == 1;
        double[][] pairs = isCalibrated ? PairDifferences(texts.Pairs) : [];
        if (isCalibrated && pairs.Length == 0)
        {
            throw new ProbeException(
                "The calibration of 'prompt_projection' needs prompts of a class with two values of an attribute "
                    + "('pair:NAME|ATTRIBUTE/VALUE') in the texts; 'isonomia zeroshot --pair-template' writes them.");
        }

        double[][] classes = isCalibrated
            ? Calibrated(texts.Classes, differences, context["lambda"], pairs, context["weight"])
            : Project(texts.Classes, differences, context["lambda"]);
        context.Notes.Add(
            $"{differences.Length} differences of attribute prompts were taken off {classes.Length} class prompts; "
                + (isCalibrated ? $"{pairs.Length} pairs of prompts were drawn together; " : string.Empty)
                + "nothing was trained.");
        double[] scores = ZeroShotScores(problem.Embeddings, classes, context["scale"]);
        ValidationJudge judge = new(problem, context.Options);
        return new TrainedScores(
            scores, 0, 0, judge.Of(ClassScores.Take(scores, problem.Validation, problem.ClassCount)), 0);
    }

    /// <summary>The softmax over classes of scale × cosine, in the form of <see cref="ClassScores"/>.</summary>
    internal static double[] ZeroShotScores(FloatMatrix pictures, double[][] classes, double scale)
    {
        int width = ClassScores.Width(classes.Length);
        double[] scores = new double[pictures.RowCount * width];
        double[] own = new double[classes.Length];
        double[] wide = new double[pictures.Width];
        for (int row = 0; row < pictures.RowCount; row++)
        {
            ReadOnlySpan<float> picture = pictures.Row(row);
            for (int j = 0; j < wide.Length; j++)
            {
                wide[j] = picture[j];
            }

            double[] unit = TextEmbeddings.Unit(wide);
            for (int k = 0; k < own.Length; k++)
            {
                own[k] = scale * Dot(unit, classes[k]);
            }

            Softmax.Apply(own);
            own.AsSpan(own.Length - width).CopyTo(scores.AsSpan(row * width));
        }

        return scores;
    }

    private static double Dot(double[] a, double[] b) =>
        System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);
}
