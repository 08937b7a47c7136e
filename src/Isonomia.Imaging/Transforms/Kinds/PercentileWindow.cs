using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Stretches the range between two percentiles of the picture's own values.</summary>
    public static ImageTransform PercentileWindow { get; } = new(
        "percentile_window",
        1,
        "percentile_window(LOW, HIGH)",
        "Gives floats in [0, 1]: the LOW percentile of all samples becomes 0, the HIGH percentile 1, what lies outside "
            + "is clipped; a picture of one value becomes 0.",
        new Citation("numpy 1.24, percentile, method linear; samples that are not finite do not count and become 0"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(2, 2);
            double low = arguments.Number(0, "LOW", 0, 100);
            double high = arguments.Number(1, "HIGH", 0, 100);
            if (low >= high)
            {
                throw arguments.Wrong("LOW is not below HIGH");
            }

            return new TransformAction([TransformArguments.Text(low), TransformArguments.Text(high)], image =>
            {
                float[] floats = image.ToFloats();
                float[] sorted = [.. floats.Where(float.IsFinite)];
                Array.Sort(sorted);
                double from = Percentile(sorted, low);
                double to = Percentile(sorted, high);
                for (int i = 0; i < floats.Length; i++)
                {
                    floats[i] = to > from && float.IsFinite(floats[i])
                        ? (float)Math.Clamp((floats[i] - from) / (to - from), 0, 1)
                        : 0;
                }

                return new Image(image.Width, image.Height, image.BandCount, floats);
            });
        },
    };

    private static double Percentile(float[] sorted, double percent)
    {
        if (sorted.Length == 0)
        {
            return 0;
        }

        double place = percent / 100 * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - (double)sorted[below]) * (place - below));
    }
}
