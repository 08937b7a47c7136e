namespace Isonomia.Embeddings;

/// <summary>Mean and spread of every feature over some pictures.</summary>
/// <param name="Count">How many pictures.</param>
/// <param name="Mean">The mean of each feature, shape [d].</param>
/// <param name="StandardDeviation">The standard deviation of each feature (n − 1), shape [d].</param>
internal sealed record FeatureStatistics(int Count, float[] Mean, float[] StandardDeviation)
{
    internal static FeatureStatistics Of(IReadOnlyList<float[]> rows)
    {
        int width = rows[0].Length;
        float[] means = new float[width];
        float[] deviations = new float[width];
        for (int column = 0; column < width; column++)
        {
            double mean = rows.Average(row => (double)row[column]);
            double squares = rows.Sum(row => (row[column] - mean) * (row[column] - mean));
            means[column] = (float)mean;
            deviations[column] = (float)Math.Sqrt(squares / Math.Max(1, rows.Count - 1));
        }

        return new FeatureStatistics(rows.Count, means, deviations);
    }

    /// <summary>How far two means lie apart: the root mean square over features of their difference in reference
    /// deviations.</summary>
    /// <remarks>Features that never vary in the reference are left out.</remarks>
    internal double DistanceTo(FeatureStatistics reference)
    {
        double sum = 0;
        int used = 0;
        for (int column = 0; column < Mean.Length; column++)
        {
            double spread = reference.StandardDeviation[column];
            if (spread > 1e-9)
            {
                double step = (Mean[column] - reference.Mean[column]) / spread;
                sum += step * step;
                used++;
            }
        }

        return used == 0 ? 0 : Math.Sqrt(sum / used);
    }

    /// <summary>The distance that chance alone gives two samples of the same pictures.</summary>
    internal double NoiseTo(FeatureStatistics reference) => Math.Sqrt((1.0 / Count) + (1.0 / reference.Count));
}
