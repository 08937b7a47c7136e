namespace Isonomia.Fairness;

/// <summary>The weighted sums of a group's targets and predictions, centered where they describe spread.</summary>
internal readonly struct RegressionMoments
{
    internal double Weight { get; init; }

    internal double AbsoluteError { get; init; }

    internal double SquaredError { get; init; }

    internal double Error { get; init; }

    internal double TargetMean { get; init; }

    internal double PredictionMean { get; init; }

    /// <summary>Σ w (y − ȳ)².</summary>
    internal double TargetSpread { get; init; }

    /// <summary>Σ w (ŷ − mean ŷ)².</summary>
    internal double PredictionSpread { get; init; }

    /// <summary>Σ w (y − ȳ)(ŷ − mean ŷ).</summary>
    internal double CoSpread { get; init; }

    /// <summary>Whether all targets are equal; decided on the values, not on a rounded sum.</summary>
    internal bool HasConstantTarget { get; init; }

    /// <summary>Whether all predictions are equal.</summary>
    internal bool HasConstantPrediction { get; init; }

    internal static RegressionMoments Of(in RegressionRows rows)
    {
        Check(rows);
        CompensatedSum weight =
            default, absolute = default, squared = default, error = default, target = default, prediction = default;
        for (int i = 0; i < rows.Count; i++)
        {
            double w = rows.Weights[i];
            double difference = rows.Predictions[i] - rows.Targets[i];
            weight.Add(w);
            absolute.Add(w * Math.Abs(difference));
            squared.Add(w * difference * difference);
            error.Add(w * difference);
            target.Add(w * rows.Targets[i]);
            prediction.Add(w * rows.Predictions[i]);
        }

        return Centered(rows, new RegressionMoments
        {
            Weight = weight.Value,
            AbsoluteError = absolute.Value,
            SquaredError = squared.Value,
            Error = error.Value,
            TargetMean = weight.Value == 0 ? 0 : target.Value / weight.Value,
            PredictionMean = weight.Value == 0 ? 0 : prediction.Value / weight.Value,
        });
    }

    private static RegressionMoments Centered(in RegressionRows rows, RegressionMoments sums)
    {
        CompensatedSum target = default, prediction = default, both = default;
        int first = -1;
        (bool targetVaries, bool predictionVaries) = (false, false);
        for (int i = 0; i < rows.Count; i++)
        {
            double w = rows.Weights[i];
            if (w == 0)
            {
                continue;
            }

            first = first < 0 ? i : first;
            targetVaries |= rows.Targets[i] != rows.Targets[first];
            predictionVaries |= rows.Predictions[i] != rows.Predictions[first];
            double y = rows.Targets[i] - sums.TargetMean;
            double p = rows.Predictions[i] - sums.PredictionMean;
            target.Add(w * y * y);
            prediction.Add(w * p * p);
            both.Add(w * y * p);
        }

        return sums with
        {
            TargetSpread = targetVaries ? target.Value : 0,
            PredictionSpread = predictionVaries ? prediction.Value : 0,
            CoSpread = targetVaries && predictionVaries ? both.Value : 0,
            HasConstantTarget = !targetVaries,
            HasConstantPrediction = !predictionVaries,
        };
    }

    private static void Check(in RegressionRows rows)
    {
        if (rows.Predictions.Length != rows.Count || rows.Weights.Length != rows.Count)
        {
            throw new ArgumentException(
                $"There are {rows.Count} targets, {rows.Predictions.Length} predictions and {rows.Weights.Length} "
                    + "weights; "
                + "each row needs one of each.",
                nameof(rows));
        }
    }
}
