using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Imaging;

namespace Isonomia.Reporting;

/// <summary>Small pictures of what was removed, beside what was kept in its place.</summary>
internal sealed class RemovedPictures
{
    private const int Side = 112;

    private readonly Cohort _cohort;
    private readonly Dictionary<string, int> _rows;
    private readonly int _count;

    internal RemovedPictures(Cohort cohort, int count)
    {
        (_cohort, _count) = (cohort, count);
        _rows = Enumerable.Range(0, cohort.Count).ToDictionary(row => cohort.Ids[row], StringComparer.Ordinal);
    }

    internal void Write(StepAccount step, ReportWriter writer)
    {
        RemovalExample[] examples = [.. step.Examples.Take(_count)];
        if (examples.Length == 0)
        {
            return;
        }

        writer.Heading("Pictures of what was removed");
        writer.Lead(
            $"{examples.Length} of {step.Removed} removed samples, drawn by hash. Left: removed. Right: kept in its "
                + $"place.");
        IEnumerable<Markup> figures = examples.Select(example => Markup.Of(
            $"""
            <figure style="margin:0;width:15.5rem"><div style="display:flex;gap:.4rem">
            {Picture(example.Removed, "removed")}{(example.Kept is null ? Markup.Empty
                : Picture(example.Kept, "kept"))}</div>
            <figcaption style="font-size:.8rem;overflow-wrap:anywhere">{example.Removed}{Standing(
                example)}: {example.Reason}{Detail(example)}</figcaption>
            </figure>
            """));
        writer.Write(new Markup(
            $"<div style=\"display:flex;flex-wrap:wrap;gap:1rem\">{Markup.Join(figures).Html}</div>"));
    }

    private static string Standing(RemovalExample example) => example.Kept is null ? string.Empty
        : $" → {example.Kept}";

    private static string Detail(RemovalExample example) => example.Detail is null ? string.Empty
        : $" ({example.Detail})";

    private Markup Picture(string id, string what)
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
        catch (Exception failure) when (failure is ImageFormatException or IOException)
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
