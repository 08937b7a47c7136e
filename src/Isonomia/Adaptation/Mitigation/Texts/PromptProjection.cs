using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Takes the directions of an attribute off prompts, and classifies by the nearest prompt.</summary>
internal static class PromptProjection
{
    /// <summary>t' = (I − A(AᵀA + λI)⁺Aᵀ)t for every prompt, brought to length 1 again.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="differences">The columns of A.</param>
    /// <param name="lambda">λ, at least 0; 0: the orthogonal projection.</param>
    internal static double[][] Project(double[][] prompts, double[][] differences, double lambda)
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

            return TextEmbeddings.Unit(moved);
        })];
    }

    /// <summary>The differences of the prompts of every attribute to its first.</summary>
    internal static double[][] Differences(double[][][] attributes) => [.. attributes.SelectMany(prompts =>
        prompts.Skip(1).Select(prompt => prompt.Zip(prompts[0], (a, b) => a - b).ToArray()))];

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

        double[][] classes = Project(texts.Classes, differences, context["lambda"]);
        context.Notes.Add(
            $"{differences.Length} differences of attribute prompts were taken off {classes.Length} class prompts; "
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
