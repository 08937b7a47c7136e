using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Fits a probe on one split and chooses its setting on another.</summary>
/// <remarks>
/// <para>The setting is the one with the highest AUROC on the validation rows, then the lowest log loss, then the most
/// cautious; for regression the lowest mean squared error. A calibrator sees the validation rows alone.</para>
/// <para>Same request, same bits, for any number of threads. Source: specification, fairness §15.4.</para>
/// </remarks>
public static class ProbeFit
{
    /// <summary>Fits.</summary>
    /// <param name="request">The embeddings and their split.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The chosen model.</returns>
    /// <exception cref="ArgumentException">A size does not fit, the grid cannot be read, or a row or patient is in both
    /// splits.</exception>
    /// <exception cref="ProbeException">The data do not allow a probe: one class only, numbers that are not finite, no
    /// convergence.</exception>
    public static ProbeResult Run(ProbeRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool isRegression = request.ClassNames.Count == 0;
        int[] training = [.. request.TrainingRows.Where(row => HasLabel(request, row))];
        int[] validation = [.. request.ValidationRows.Where(row => HasLabel(request, row))];
        IReadOnlyList<double> grid = request.Grid.Count > 0 ? request.Grid : request.Probe.Grid;
        ProbeCheck.Require(request, training, validation, grid);

        int[] classes = isRegression ? [] : [.. training.Select(row => request.Classes[row])];
        int[] counts = new int[request.ClassNames.Count];
        foreach (int k in classes)
        {
            counts[k]++;
        }

        ProbeProblem problem = new()
        {
            Embeddings = request.Embeddings,
            Rows = training,
            Classes = classes,
            Targets = isRegression ? [.. training.Select(row => request.Targets[row])] : [],
            Weights = WeightsOf(request, training, counts),
            ClassCount = counts.Length,
            IsStandardized = request.IsStandardized,
            ThreadCount = request.ThreadCount,
        };
        List<ProbeCandidate> candidates = [];
        (ProbeModel? best, ProbeCandidate? chosen) = (null, null);
        foreach (ProbeModel model in request.Probe.Trainer(problem, grid, cancellation))
        {
            ProbeCandidate candidate = ProbeJudge.Judge(request, model, validation);
            candidates.Add(candidate);
            if (chosen is null || ProbeJudge.IsBetter(candidate, chosen))
            {
                (best, chosen) = (model, candidate);
            }
        }

        ProbeResult result = new()
        {
            Model = best!,
            Probe = request.Probe,
            Chosen = chosen!,
            Candidates = candidates,
            TrainingCount = training.Length,
            ValidationCount = validation.Length,
            ClassCounts = counts,
        };
        if (request.Calibrator is not { } calibrator)
        {
            return result;
        }

        double[] scores = best!.Scores(request.Embeddings, validation, request.ThreadCount);
        return result with
        {
            Calibration = calibrator.Fit(scores, [.. validation.Select(row => request.Classes[row])], counts.Length),
        };
    }

    private static bool HasLabel(ProbeRequest request, int row) => request.ClassNames.Count == 0
        ? !double.IsNaN(request.Targets[row])
        : request.Classes[row] >= 0;

    private static double[] WeightsOf(ProbeRequest request, int[] rows, int[] counts)
    {
        int present = counts.Count(count => count > 0);
        return [.. rows.Select(row =>
        {
            double own = request.Weights?[row] ?? 1;
            return request.ClassWeighting == ClassWeighting.Balanced && counts.Length > 0
                ? own * rows.Length / ((double)present * counts[request.Classes[row]])
                : own;
        })];
    }
}
