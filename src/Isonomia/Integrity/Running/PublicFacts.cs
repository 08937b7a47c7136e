using System.Text.RegularExpressions;
using Isonomia.Catalogs;

namespace Isonomia.Integrity;

/// <summary>What was published about a public data set, and the form of its ids.</summary>
/// <param name="Name">The name, as people write it.</param>
/// <param name="Form">A pattern of its ids or file names.</param>
/// <param name="Images">Images.</param>
/// <param name="Patients">Patients (or lesions, where those were published), 0 where not.</param>
/// <param name="Counts">Images by label and by sex, by their names without spaces, lower case.</param>
/// <param name="Source">Where the counts come from.</param>
internal sealed partial record PublicFacts(
    string Name, Regex Form, long Images, long Patients, IReadOnlyDictionary<string, long> Counts, Citation Source)
{
    private const int MostLooked = 5000;

    /// <summary>The data sets that are known in detail.</summary>
    internal static IReadOnlyList<PublicFacts> All { get; } =
    [
        new("NIH ChestX-ray14", ChestXray(), 112_120, 30_805,
            Table("atelectasis 11559 cardiomegaly 2776 effusion 13317 infiltration 19894 mass 5782 nodule 6331 "
                + "pneumonia 1431 pneumothorax 5302 consolidation 4667 edema 2303 emphysema 2516 fibrosis 1686 "
                + "pleuralthickening 3385 hernia 227 nofinding 60361 male 63340 female 48780 m 63340 f 48780"),
            new Citation("NIH Clinical Center, Data_Entry_2017 of ChestX-ray14 (Wang et al., CVPR 2017)")),
        new("ISIC 2019 (training)", Isic(), 25_331, 0,
            Table("nv 12875 mel 4522 bcc 3323 bkl 2624 ak 867 scc 628 vasc 253 df 239 male 13286 female 11661"),
            new Citation("ISIC 2019 challenge, training ground truth and metadata")),
        new("HAM10000", Isic(), 10_015, 0,
            Table("nv 6705 mel 1113 bkl 1099 bcc 514 akiec 327 vasc 142 df 115 male 5406 female 4552"),
            new Citation("Tschandl, Rosendahl and Kittler, Sci. Data 5, 180161, 2018, HAM10000_metadata")),
        new("PAD-UFES-20", PadUfes(), 2_298, 1_373,
            Table("bcc 845 ack 730 nev 244 sek 235 scc 192 mel 52 female 753 male 741"),
            new Citation("Pacheco et al., Data in Brief 32, 106221, 2020, metadata.csv")),
    ];

    /// <summary>The data set that was named, or whose form the ids have; of several with one form, the one whose
    /// classes and number of images fit.</summary>
    internal static PublicFacts? Recognize(CheckContext context)
    {
        if (context.Request.CopyOf is { } name)
        {
            return All.FirstOrDefault(facts => Plain(facts.Name).StartsWith(Plain(name), StringComparison.Ordinal)
                || (Plain(name) == "nihcxr14" && facts.Name.StartsWith("NIH", StringComparison.Ordinal)));
        }

        IReadOnlyList<string> ids = context.Cohort.Ids;
        int step = Math.Max(1, ids.Count / MostLooked);
        string[] looked = [.. Enumerable.Range(0, (ids.Count + step - 1) / step).Select(i => ids[i * step])];
        PublicFacts[] fitting = [.. All.Where(facts =>
            looked.Count(facts.Form.IsMatch) >= context["form"] * looked.Length)];
        if (fitting.Length <= 1)
        {
            return fitting.FirstOrDefault();
        }

        HashSet<string> values =
            [.. context.Reading.Findings.Select(finding => Plain(finding.Name.Split('=', ':')[^1]))];
        return fitting.OrderByDescending(facts => values.Count(facts.Counts.ContainsKey))
            .ThenBy(facts => facts.Images < ids.Count).ThenBy(facts => Math.Abs(facts.Images - ids.Count)).First();
    }

    /// <summary>A name without spaces and signs, lower case.</summary>
    internal static string Plain(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static Dictionary<string, long> Table(string text)
    {
        string[] words = text.Split(' ');
        return Enumerable.Range(0, words.Length / 2).ToDictionary(
            i => words[2 * i],
            i => long.Parse(words[(2 * i) + 1], System.Globalization.CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(^|/)\d{8}_\d{3}(\.png)?$")]
    private static partial Regex ChestXray();

    [GeneratedRegex(@"(^|/)ISIC_\d{7}(_downsampled)?(\.jpg|\.png)?$")]
    private static partial Regex Isic();

    [GeneratedRegex(@"(^|/)PAT_\d+_\d+_\d+(\.png)?$")]
    private static partial Regex PadUfes();
}
