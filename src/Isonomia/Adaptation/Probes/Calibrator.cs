using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

/// <summary>A way to make probabilities mean what they say, learned on rows that trained nothing.</summary>
/// <param name="Id">The id, snake_case.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">What it computes, in one line.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Learn">Learns the map from probabilities [m, K], classes [m] and K.</param>
public sealed partial record Calibrator(
    string Id, string Name, string Definition, Citation Source, Func<double[], int[], int, Calibration> Learn)
        : ICatalogEntry
{
    /// <summary>Every calibrator, sorted by id.</summary>
    public static Catalog<Calibrator> All => field ??= Catalog.Of<Calibrator>();

    /// <summary>Fits the calibrator.</summary>
    /// <param name="scores">Probabilities, shape [m, K].</param>
    /// <param name="classes">True classes in [0, K), shape [m].</param>
    /// <param name="classCount">K, at least 2.</param>
    /// <returns>The calibration, with the log loss before and after on these rows.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    /// <exception cref="ProbeException">The rows hold one class only.</exception>
    public Calibration Fit(double[] scores, int[] classes, int classCount)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(classes);
        if (scores.Length != classes.Length * classCount)
        {
            throw new ArgumentException(
                $"{scores.Length} scores were given; {classes.Length} rows of {classCount} classes were expected.");
        }

        if (classes.Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {classes.Length} validation rows hold one class only; the calibrator '{Id}' needs two.");
        }

        Calibration fitted = Learn(scores, classes, classCount);
        double[] after = (double[])scores.Clone();
        for (int i = 0; i < after.Length; i += classCount)
        {
            fitted.Apply(after.AsSpan(i, classCount));
        }

        return fitted with
        {
            Id = Id,
            LossBefore = ProbeJudge.LogLoss(scores, classes, classCount),
            LossAfter = ProbeJudge.LogLoss(after, classes, classCount),
            RowCount = classes.Length,
        };
    }
}
