namespace Isonomia.Fairness;

/// <summary>The calibration errors that are functions of the ten bins on [0, 1]; empty bins are skipped.</summary>
internal static class CalibrationBinning
{
    internal static double Ece(in CalibrationBins bins) => Mean(bins, static difference => Math.Abs(difference));

    internal static double Signed(in CalibrationBins bins) => Mean(bins, static difference => difference);

    internal static double Rmsce(in CalibrationBins bins) =>
        Math.Sqrt(Mean(bins, static difference => difference * difference));

    internal static double Mce(in CalibrationBins bins)
    {
        double largest = 0;
        for (int bin = 0; bin < BinarySummary.BinCount; bin++)
        {
            if (bins.Weight[bin] > 0)
            {
                largest = Math.Max(largest, Math.Abs(bins.Score[bin] - bins.Label[bin]) / bins.Weight[bin]);
            }
        }

        return largest;
    }

    internal static double Unweighted(in CalibrationBins bins)
    {
        (double sum, int used) = (0, 0);
        for (int bin = 0; bin < BinarySummary.BinCount; bin++)
        {
            if (bins.Weight[bin] > 0)
            {
                sum += Math.Abs(bins.Score[bin] - bins.Label[bin]) / bins.Weight[bin];
                used++;
            }
        }

        return sum / used;
    }

    internal static double Debiased(in CalibrationBins bins)
    {
        (double sum, double all) = (0, 0);
        for (int bin = 0; bin < BinarySummary.BinCount; bin++)
        {
            double weight = bins.Weight[bin];
            all += weight;
            if (weight > 1)
            {
                double difference = (bins.Score[bin] - bins.Label[bin]) / weight;
                double frequency = bins.Label[bin] / weight;
                sum += weight * ((difference * difference) - (frequency * (1 - frequency) / (weight - 1)));
            }
        }

        return sum / all;
    }

    private static double Mean(in CalibrationBins bins, Func<double, double> distance)
    {
        (double sum, double all) = (0, 0);
        for (int bin = 0; bin < BinarySummary.BinCount; bin++)
        {
            double weight = bins.Weight[bin];
            if (weight > 0)
            {
                sum += weight * distance((bins.Score[bin] - bins.Label[bin]) / weight);
                all += weight;
            }
        }

        return sum / all;
    }
}
