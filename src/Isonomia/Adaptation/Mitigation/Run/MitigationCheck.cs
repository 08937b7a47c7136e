namespace Isonomia.Adaptation;

/// <summary>Refuses what no honest mitigation can be made of.</summary>
internal static class MitigationCheck
{
    /// <exception cref="ArgumentException">A training option is out of range.</exception>
    internal static void Require(TrainingOptions options)
    {
        HeadKinds.Require(options);

        if (options.Optimizer is not ("adamw" or "sgd"))
        {
            throw new Catalogs.UnknownNameException("Optimizer", options.Optimizer, ["adamw", "sgd"]);
        }

        if (options.Schedule is not ("constant" or "cosine"))
        {
            throw new Catalogs.UnknownNameException("Schedule", options.Schedule, ["constant", "cosine"]);
        }

        if (!(options.LearningRate > 0) || !(options.WeightDecay >= 0) || !(options.ClippingNorm >= 0))
        {
            throw new ArgumentException(
                "The learning rate must be above 0, weight decay and clipping norm must not be below 0.");
        }

        EpochChoice.RequireRule(options.Selection);
        if (!(options.GapLimit >= 0))
        {
            throw new ArgumentException("The largest gap that is admitted must not be below 0.");
        }

        if (options.BatchSize < 1 || options.Epochs < 1 || options.Patience < 0)
        {
            throw new ArgumentException("Batch size and epochs must be at least 1, patience at least 0.");
        }
    }

    /// <exception cref="ProbeException">The method lacks what it needs.</exception>
    internal static void Require(MitigationMethod method, MitigationProblem problem, string attribute)
    {
        if (problem.Training.Select(row => problem.Labels[row]).Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {problem.Training.Length} training rows with a label hold one class only; a classifier needs "
                    + "two.");
        }

        if (method.NeedsTexts && problem.Texts is null)
        {
            throw new ProbeException(
                $"Method '{method.Id}' works on texts beside the pictures; name the store of their embeddings with "
                    + "--texts.");
        }

        if (problem.ClassCount > 2 && !method.AllowsSeveralClasses)
        {
            throw new ProbeException(
                $"Method '{method.Id}' is defined for two classes and the label holds {problem.ClassCount}; name the "
                    + "positive one with --positive.");
        }

        if (!method.NeedsAttributeInTraining)
        {
            return;
        }

        // What is fitted on scores afterwards learns from validation rows.
        (int[] rows, string name) = method.WorksOnScores
            ? (problem.Validation, "validation") : (problem.Training, "training");
        int count = rows.Where(row => problem.Groups[row] >= 0).Select(row => problem.Groups[row]).Distinct().Count();
        if (count < 2)
        {
            throw new ProbeException(
                $"Attribute '{attribute}' has {count} group(s) with a value among the {name} rows; '{method.Id}' needs "
                    + "two.");
        }
    }
}
