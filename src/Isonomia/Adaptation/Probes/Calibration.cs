namespace Isonomia.Adaptation;

/// <summary>A fitted calibrator.</summary>
public sealed record Calibration
{
    private readonly CalibrationMap _map;

    internal Calibration(CalibrationMap map, IReadOnlyList<double> parameters) => (_map, Parameters) =
        (map, parameters);

    internal delegate void CalibrationMap(Span<double> probabilities);

    /// <summary>The calibrator's id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>What was learned: the temperature; slope and intercept a class; the number of steps of a curve a
    /// class.</summary>
    public IReadOnlyList<double> Parameters { get; }

    /// <summary>Rows it was fitted on.</summary>
    public int RowCount { get; init; }

    /// <summary>The mean log loss on those rows before, in nats.</summary>
    public double LossBefore { get; init; }

    /// <summary>The mean log loss on those rows after, in nats; flattering, since they taught it.</summary>
    public double LossAfter { get; init; }

    /// <summary>Calibrates one row.</summary>
    /// <param name="probabilities">Probabilities of the K classes, replaced by calibrated ones that sum to 1.</param>
    public void Apply(Span<double> probabilities) => _map(probabilities);
}
