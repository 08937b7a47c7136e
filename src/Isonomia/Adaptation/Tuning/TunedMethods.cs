using Isonomia.Datasets;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Refuses, before anything long runs, what cannot be trained with a model.</summary>
internal static class TunedMethods
{
    /// <exception cref="ArgumentException">The method does not train a model.</exception>
    internal static void Require(MitigationMethod method)
    {
        if (method.NeedsFrozenEmbeddings)
        {
            throw new ArgumentException(
                $"'{method.Id}' changes embeddings or has a classifier of its own, so that no model is trained by it; "
                    + $"embed with the tuned model ('isonomia embed') and run 'isonomia adapt --method {method.Id}' on "
                    + "that.");
        }
    }

    /// <exception cref="ArgumentException">The method works on pixels, and something is frozen before the trained
    /// part.</exception>
    internal static void Require(MitigationMethod method, FrozenPrefix prefix)
    {
        if (method.NeedsPictures && !prefix.IsEmpty)
        {
            throw new ArgumentException(
                $"'{method.Id}' works on pixels; train all of the model with it (--adapter full), since what a frozen "
                    + "part hands on has none.");
        }
    }

    /// <exception cref="ProbeException">The rows do not allow the method.</exception>
    internal static void Require(
        MitigationMethod method, IReadOnlyDictionary<string, double> settings, MitigationTask task, Grouping groups,
        TrainingOptions training)
    {
        MitigationProblem problem = task.Problem(groups);
        MitigationCheck.Require(method, problem, groups.Attribute);
        _ = new ValidationJudge(problem, training);
        if (problem.Test.All(row => problem.Labels[row] < 0))
        {
            throw new ProbeException("No test row has a label; there is nothing to judge.");
        }

        // Weights, draws and changed labels are tried on drawn embeddings: what they refuse is refused at once.
        var random = RandomSource.For(0, "tuning:trial", 0);
        float[] drawn = [.. Enumerable.Range(0, 2 * problem.Labels.Length).Select(_ => (float)random.NextNormal())];
        MitigationContext context = new(
            problem with { Embeddings = new FloatMatrix(drawn, 2) }, settings, training, 0);
        _ = method.Prepare?.Invoke(context);
    }
}
