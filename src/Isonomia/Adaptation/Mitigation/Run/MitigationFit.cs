namespace Isonomia.Adaptation;

/// <summary>Runs one method on one problem: preparation, training, correction.</summary>
internal static class MitigationFit
{
    /// <summary>Fits a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="context">Rows, hyper-parameters, training settings and seed.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>Scores and decisions of every row.</returns>
    /// <exception cref="ProbeException">The data do not allow it.</exception>
    internal static FittedMitigation Run(
        MitigationMethod method, MitigationContext context, CancellationToken cancellation)
    {
        if (method.NeedsHiddenLayer && context.Options.Head != "mlp")
        {
            context = context with { Options = context.Options with { Head = "mlp" } };
        }

        MitigationContext ready = method.Prepare is { } prepare
            ? context with { Problem = prepare(context) } : context;
        TrainedScores trained = method.Fit is { } fit
            ? fit(ready, cancellation)
            : HeadTrainer.Run(
                ready, method.Loss?.Invoke(ready) ?? new WeighingLoss(), method.Steps?.Invoke(ready), cancellation);
        PostOutcome? outcome = method.Post?.Invoke(PostOf(context, trained.Scores));
        return new FittedMitigation(
            trained,
            outcome?.Scores ?? trained.Scores,
            outcome?.Decisions ?? (method.IsRandomized && method.Post is null ? trained.Scores : null),
            outcome,
            [.. context.Notes.Concat(ready.Notes).Distinct(), .. outcome?.Notes ?? []],
            context.Options);
    }

    /// <summary>The scores of a trained classifier as a problem of post-processing, fitted on validation
    /// rows.</summary>
    internal static PostProblem PostOf(MitigationContext context, double[] scores) => new()
    {
        Scores = scores,
        Labels = context.Problem.Labels,
        Groups = context.Problem.Groups,
        GroupNames = context.Problem.GroupNames,
        FitRows = context.Problem.Validation,
        Ids = context.Problem.Ids,
        Settings = context.Settings,
        Seed = context.Seed,
    };
}

/// <summary>What a fitted method says about every row.</summary>
/// <param name="Trained">The classifier before any correction.</param>
/// <param name="Scores">Scores after it, shape [n].</param>
/// <param name="Decisions">Probabilities of a positive decision where the method decides, else null.</param>
/// <param name="Outcome">What was fitted afterwards, or null.</param>
/// <param name="Notes">What a reader must know.</param>
/// <param name="Options">The training options that were used.</param>
internal sealed record FittedMitigation(
    TrainedScores Trained, double[] Scores, double[]? Decisions, PostOutcome? Outcome, IReadOnlyList<string> Notes,
    TrainingOptions Options);
