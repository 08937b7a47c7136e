using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>Computes the probe pictures' features under other ways of preparing, and finds the way that gives some
/// features.</summary>
internal sealed class AlternativeSearch(ImageEncoder encoder, CancellationToken cancellation)
{
    private const int Shown = 5;
    private readonly IReadOnlyList<Image> _pictures = ProbePicture.All();
    private readonly Dictionary<string, float[][]> _known = new(StringComparer.Ordinal);

    internal float[][] Features(ModelInput input)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_known.TryGetValue(input.Text, out float[][]? rows))
        {
            rows = [.. _pictures.Select(picture => encoder.Encode(picture, input))];
            _known.Add(input.Text, rows);
        }

        return rows;
    }

    /// <summary>The nearest ways, nearest first: single changes, and pairs where no single one fits.</summary>
    internal IReadOnlyList<ModelAlternative> Nearest(IReadOnlyList<float[]> target) =>
        Nearest(input => Distance(Features(input), target), ModelCheck.Fit);

    /// <summary>The same for any measure of misfit.</summary>
    internal IReadOnlyList<ModelAlternative> Nearest(Func<ModelInput, double> misfit, double fit)
    {
        ModelInput card = encoder.Card.Input;
        IReadOnlyList<InputAlternative> single = InputAlternative.Of(card);
        List<ModelAlternative> ways =
            [.. single.Select(way => new ModelAlternative(way.Text, misfit(way.Apply(card))))];
        if (ways.TrueForAll(way => !(way.Distance <= fit)))
        {
            for (int i = 0; i < single.Count; i++)
            {
                for (int j = i + 1; j < single.Count; j++)
                {
                    if (single[i].Aspect != single[j].Aspect)
                    {
                        ways.Add(new ModelAlternative(
                            $"{single[i].Text} and {single[j].Text}", misfit(single[j].Apply(single[i].Apply(card)))));
                    }
                }
            }
        }

        return [.. ways.OrderBy(way => double.IsNaN(way.Distance) ? double.PositiveInfinity : way.Distance)
            .Take(Shown)];
    }

    /// <summary>‖found − expected‖ / ‖expected − its mean over pictures‖; infinite where a number is not
    /// finite.</summary>
    internal static double Distance(IReadOnlyList<float[]> found, IReadOnlyList<float[]> expected)
    {
        double difference = 0;
        double spread = 0;
        for (int column = 0; column < expected[0].Length; column++)
        {
            double mean = expected.Average(row => (double)row[column]);
            for (int row = 0; row < expected.Count; row++)
            {
                double step = found[row][column] - (double)expected[row][column];
                double deviation = expected[row][column] - mean;
                difference += step * step;
                spread += deviation * deviation;
            }
        }

        return !double.IsFinite(difference) ? double.PositiveInfinity
            : difference == 0 ? 0
            : spread == 0 ? double.PositiveInfinity
            : Math.Sqrt(difference / spread);
    }
}
