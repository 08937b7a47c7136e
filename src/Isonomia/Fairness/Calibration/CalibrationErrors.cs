namespace Isonomia.Fairness;

/// <summary>
/// The calibration errors that are functions of the weight, score and label sums of bins; empty bins are skipped.
/// </summary>
/// <remarks>
/// Source: specification §3. Where no bin has a row (every score 0 under a rule that puts 0 in no bin) each is
/// the empty
/// sum, 0, as in the released code of Guo 2017.
/// </remarks>
internal readonly ref struct CalibrationErrors
{
    private readonly ReadOnlySpan<double> _weight;
    private readonly ReadOnlySpan<double> _score;
    private readonly ReadOnlySpan<double> _label;
    private readonly double _all;

    internal CalibrationErrors(ReadOnlySpan<double> weight, ReadOnlySpan<double> score, ReadOnlySpan<double> label)
    {
        _weight = weight;
        _score = score;
        _label = label;
        for (int bin = 0; bin < weight.Length; bin++)
        {
            _all += weight[bin];
        }
    }

    internal CalibrationErrors(in CalibrationBins bins)
        : this(bins.Weight, bins.Score, bins.Label)
    {
    }

    internal double Ece => Mean(static difference => Math.Abs(difference));

    internal double Signed => Mean(static difference => difference);

    internal double MeanSquare => Mean(static difference => difference * difference);

    internal double Maximum
    {
        get
        {
            double largest = 0;
            for (int bin = 0; bin < _weight.Length; bin++)
            {
                largest = Math.Max(largest, Math.Abs(DifferenceIn(bin)));
            }

            return largest;
        }
    }

    internal double Unweighted
    {
        get
        {
            (double sum, int used) = (0, 0);
            for (int bin = 0; bin < _weight.Length; bin++)
            {
                sum += Math.Abs(DifferenceIn(bin));
                used += _weight[bin] > 0 ? 1 : 0;
            }

            return used > 0 ? sum / used : 0;
        }
    }

    internal double NoiseCorrected
    {
        get
        {
            double sum = 0;
            for (int bin = 0; bin < _weight.Length; bin++)
            {
                if (_weight[bin] > 1)
                {
                    double frequency = _label[bin] / _weight[bin];
                    double noise = frequency * (1 - frequency) / (_weight[bin] - 1);
                    sum += _weight[bin] * ((DifferenceIn(bin) * DifferenceIn(bin)) - noise);
                }
            }

            return _all > 0 ? sum / _all : 0;
        }
    }

    private double Mean(Func<double, double> distance)
    {
        double sum = 0;
        for (int bin = 0; bin < _weight.Length; bin++)
        {
            sum += _weight[bin] * distance(DifferenceIn(bin));
        }

        return _all > 0 ? sum / _all : 0;
    }

    private double DifferenceIn(int bin) => _weight[bin] > 0 ? (_score[bin] - _label[bin]) / _weight[bin] : 0;
}
