using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Measures subgroup separability.</summary>
public static class Separability
{
    /// <summary>Fits a probe without each fold in turn and scores the fold.</summary>
    /// <param name="request">The embeddings, the attribute and the folds.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The separability.</returns>
    /// <exception cref="ArgumentException">Sizes do not fit, or a patient is in two folds.</exception>
    /// <exception cref="ProbeException">A training part misses a group.</exception>
    public static SeparabilityResult Run(SeparabilityRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        int n = request.Embeddings.RowCount;
        int classCount = request.Attribute.Groups.Count;
        if (request.Folds.Count != n)
        {
            throw new ArgumentException(
                $"There are {request.Folds.Count} folds and {n} embeddings; each row needs a fold.");
        }

        double[] scores = new double[n * classCount];
        int[] folds = [.. request.Folds.Distinct().Order()];
        double?[] aurocs = new double?[folds.Length];
        for (int f = 0; f < folds.Length; f++)
        {
            int[] held = [.. Enumerable.Range(0, n).Where(row => request.Folds[row] == folds[f])];
            int[] rest = [.. Enumerable.Range(0, n).Where(row => request.Folds[row] != folds[f])];
            if (request.Units is { } units && rest.Select(row => units[row]).Intersect(held.Select(row => units[row]))
                .Any())
            {
                throw new ArgumentException("A patient is in two folds; the folds must be disjoint by patient.");
            }

            ProbeResult probe = ProbeFit.Run(
                new ProbeRequest
                {
                    Embeddings = request.Embeddings,
                    Classes = request.Attribute.Codes,
                    ClassNames = request.Attribute.Groups,
                    TrainingRows = rest,
                    ValidationRows = [],
                    Grid = [request.Setting],
                    Probe = request.Probe,
                    IsStandardized = request.IsStandardized,
                    ThreadCount = request.ThreadCount,
                },
                cancellation);
            double[] own = probe.Scores(request.Embeddings, held, request.ThreadCount);
            for (int i = 0; i < held.Length; i++)
            {
                own.AsSpan(i * classCount, classCount).CopyTo(scores.AsSpan(held[i] * classCount));
            }

            aurocs[f] = AurocTerms.Mean(
                AurocTerms.OneVersusRest(scores, request.Attribute.Codes, classCount, held), request.Units,
                    request.Confidence).Value;
        }

        return new SeparabilityResult(
            AurocTerms.Mean(
                AurocTerms.OneVersusRest(scores, request.Attribute.Codes, classCount), request.Units,
                    request.Confidence),
            aurocs.All(value => value is not null) ? aurocs.Average() : null,
            aurocs,
            request.Setting);
    }
}
