using Isonomia.Datasets;
using Isonomia.Numerics;

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

    /// <exception cref="ProbeException">The rows do not allow the method.</exception>
    internal static void Require(
        MitigationMethod method, IReadOnlyDictionary<string, double> settings, MitigationTask task, Grouping groups,
        TrainingOptions training)
    {
        MitigationProblem problem = task.Problem(groups);
        MitigationCheck.Require(method, problem, groups.Attribute);
        _ = new ValidationJudge(problem, training.Selection);
        if (problem.Test.All(row => problem.Labels[row] < 0))
        {
            throw new ProbeException("No test row has a label; there is nothing to judge.");
        }

        // Weights, draws and changed labels are tried on rows without embeddings: what they refuse is refused at once.
        MitigationContext context = new(
            problem with { Embeddings = new FloatMatrix(new float[problem.Labels.Length], 1) }, settings, training, 0);
        _ = method.Prepare?.Invoke(context);
    }
}
