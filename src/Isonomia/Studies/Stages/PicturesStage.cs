using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Studies;

/// <summary>Makes small sample pictures of every group, drawn at random from the test part.</summary>
internal sealed class PicturesStage() : Stage(Name)
{
    internal const string Name = "pictures";

    private const int Side = 88;

    internal override IReadOnlyList<string> After => [CohortStage.Name];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["count"] = context.Study.PicturesPerGroup.ToString(CultureInfo.InvariantCulture),
            ["attributes"] = string.Join("; ", context.Study.Attributes),
            ["part"] = context.Study.Probe.Test,
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
            ["decoders"] = ImageFile.DecoderVersions,
        };

    internal override StageResult Run(StageContext context)
    {
        Cohort cohort = context.Cohort();
        string folder = context.At("pictures");
        Directory.CreateDirectory(folder);
        foreach (string old in Directory.EnumerateFiles(folder, "*.png"))
        {
            File.Delete(old);
        }

        List<GroupPictures> groups = [];
        List<string> outputs = [];
        foreach (string attribute in cohort.Attributes)
        {
            Grouping grouping = cohort.Groups(attribute);
            for (int group = 0; group < grouping.Groups.Count; group++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                string[] files = Draw(context, cohort, grouping, group, folder, groups.Count);
                groups.Add(
                    new GroupPictures(
                        attribute, grouping.Groups[group],
                        [.. files.Select(file => "pictures/" + Path.GetFileName(file))]));
                outputs.AddRange(files);
            }
        }

        string list = Path.Combine(folder, "pictures.json");
        AtomicFile.WriteText(list, JsonSerializer.Serialize(groups, ResultJson.Options) + "\n");
        return new StageResult([list, .. outputs], null, []);
    }

    private static string[] Draw(
        StageContext context, Cohort cohort, Grouping grouping, int group, string folder, int number)
    {
        int[] members =
        [
            .. Enumerable.Range(0, cohort.Count)
                .Where(row => grouping.Codes[row] == group && cohort.Splits?[row] == context.Study.Probe.Test),
        ];
        RandomSource.For(context.Study.Seed, "pictures_" + grouping.Attribute, group).Shuffle<int>(members);
        List<string> files = [];
        foreach (int row in members)
        {
            if (files.Count == context.Study.PicturesPerGroup)
            {
                break;
            }

            if (Thumbnail(cohort.ImagePath(row), cohort.Frame(row)) is { } picture)
            {
                string path = Path.Combine(
                    folder, string.Create(CultureInfo.InvariantCulture, $"{number:D3}-{files.Count}.png"));
                picture.WritePng(path);
                files.Add(path);
            }
        }

        return [.. files];
    }

    /// <summary>A small 8-bit picture; null where the file cannot be read (the embed stage lists it).</summary>
    private static Image? Thumbnail(string path, int frame)
    {
        try
        {
            Image whole = ImageFile.Read(path, frame);
            double scale = Math.Min(1.0, (double)Side / Math.Max(whole.Width, whole.Height));
            Image small = whole.Resize(
                Math.Max(1, (int)Math.Round(whole.Width * scale)), Math.Max(1, (int)Math.Round(whole.Height * scale)));
            if (small.IsByte)
            {
                return small;
            }

            ReadOnlySpan<float> floats = small.Floats;
            byte[] bytes = new byte[floats.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)Math.Clamp(Math.Round(255 * floats[i] / small.FullScale), 0, 255);
            }

            return new Image(small.Width, small.Height, small.BandCount, bytes);
        }
        catch (Exception failure) when (failure is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
