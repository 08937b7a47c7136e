using Isonomia.Datasets;
using Isonomia.Imaging;

namespace Isonomia.Reporting;

/// <summary>Small pictures of samples, inside the page.</summary>
internal sealed class SmallPictures
{
    private const int Side = 112;

    private readonly Cohort _cohort;
    private readonly Dictionary<string, int> _rows;

    internal SmallPictures(Cohort cohort)
    {
        _cohort = cohort;
        _rows = Enumerable.Range(0, cohort.Count).ToDictionary(row => cohort.Ids[row], StringComparer.Ordinal);
    }

    /// <summary>A sample's picture, or a sentence where it cannot be read.</summary>
    /// <param name="id">The sample.</param>
    /// <param name="what">What it shows, for those who do not see it.</param>
    internal Markup Of(string id, string what)
    {
        try
        {
            int row = _rows[id];
            Image image = ImageFile.Read(_cohort.ImagePath(row), _cohort.Frame(row));
            double scale = (double)Side / Math.Max(image.Width, image.Height);
            int width = Math.Max(1, (int)(image.Width * scale));
            int height = Math.Max(1, (int)(image.Height * scale));
            string png = Convert.ToBase64String(Bytes(image.Resize(width, height)).ToPng());
            return Markup.Of(
                $"<img width=\"{new Markup($"{width}")}\" height=\"{new Markup($"{height}")}\" alt=\"Sample {id}, "
                    + $"{what}\" src=\"data:image/png;base64,{new Markup(png)}\">");
        }
        catch (Exception failure) when (failure is ImageFormatException or IOException or UnauthorizedAccessException
            or ArgumentOutOfRangeException)
        {
            return Markup.Of($"<span>{what}: the picture cannot be read</span>");
        }
    }

    private static Image Bytes(Image image)
    {
        if (image.IsByte)
        {
            return image;
        }

        byte[] bytes = new byte[image.Floats.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp((image.Floats[i] / image.FullScale * 255) + 0.5f, 0, 255);
        }

        return new Image(image.Width, image.Height, image.BandCount, bytes);
    }
}
