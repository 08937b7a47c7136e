namespace Isonomia.Adaptation;

/// <summary>Probabilities as log-odds, so that a probability of 0 or 1 stays finite.</summary>
internal static class ClassLogits
{
    private const double Smallest = 1e-12;

    internal static double Of(double probability)
    {
        double p = Math.Clamp(probability, Smallest, 1 - Smallest);
        return Math.Log(p / (1 - p));
    }

    /// <summary>log p, for a softmax of several classes.</summary>
    internal static double Log(double probability) => Math.Log(Math.Max(probability, Smallest));

    /// <summary>Applies a curve to the second of two classes, or to every class of several, and makes them sum to
    /// 1.</summary>
    internal static Calibration.CalibrationMap OneVersusRest(Func<double, double>[] curves) => probabilities =>
    {
        if (probabilities.Length == 2)
        {
            probabilities[1] = curves[0](probabilities[1]);
            probabilities[0] = 1 - probabilities[1];
            return;
        }

        for (int k = 0; k < probabilities.Length; k++)
        {
            probabilities[k] = curves[k](probabilities[k]);
        }

        Softmax.Share(probabilities);
    };

    /// <summary>The probabilities of one class and whether it is the true one, for every curve to fit.</summary>
    internal static IEnumerable<(double[] Scores, bool[] IsTrue)> Columns(double[] scores, int[] classes,
        int classCount)
    {
        for (int k = classCount == 2 ? 1 : 0; k < classCount; k++)
        {
            int own = k;
            yield return (
                [.. classes.Select((_, i) => scores[(i * classCount) + own])],
                [.. classes.Select(label => label == own)]);
        }
    }
}
