using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record Calibrator
{
    /// <summary>One temperature for all classes: ranks stay as they are.</summary>
    public static Calibrator Temperature { get; } = new(
        "temperature",
        "temperature scaling",
        "softmax(log p / T), T minimizing the log loss",
        new Citation("Guo, Pleiss, Sun and Weinberger, ICML 2017, §4.2"),
        FitTemperature);

    /// <summary>The log loss is convex in 1/T: bisection on its derivative, over 1/T from e⁻¹⁰ to e¹⁰.</summary>
    private static Calibration FitTemperature(double[] scores, int[] classes, int classCount)
    {
        double[] logits = [.. scores.Select(ClassLogits.Log)];
        (double low, double high) = (-10, 10);
        for (int step = 0; step < 100; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(Math.Exp(middle)) > 0 ? (low, middle) : (middle, high);
        }

        double inverse = Math.Exp((low + high) / 2);
        return new Calibration(
            probabilities =>
            {
                foreach (ref double p in probabilities)
                {
                    p = ClassLogits.Log(p) * inverse;
                }

                Softmax.Apply(probabilities);
            },
            [1 / inverse]);

        double Slope(double beta)
        {
            double[] row = new double[classCount];
            double slope = 0;
            for (int i = 0; i < classes.Length; i++)
            {
                ReadOnlySpan<double> own = logits.AsSpan(i * classCount, classCount);
                for (int k = 0; k < classCount; k++)
                {
                    row[k] = beta * own[k];
                }

                Softmax.Apply(row);
                slope -= own[classes[i]];
                for (int k = 0; k < classCount; k++)
                {
                    slope += row[k] * own[k];
                }
            }

            return slope;
        }
    }
}
