using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isonomia.Datasets;
using Isonomia.Integrity;

namespace Isonomia.Tests;

/// <summary>A small cohort from the input of a golden case: rows, pictures by a word, roles.</summary>
/// <remarks>A row <c>40*{i},p{i},train</c> stands for forty, with a number that runs over the whole table. A picture is
/// a word of <see cref="TestPictures"/>, <c>broken</c>, <c>dicom</c> (de-identified) or <c>dicom-named</c>.</remarks>
internal static partial class CheckCohort
{
    internal static IntegrityResult Run(JsonElement input, string check, int threads = 2)
    {
        using ScratchFolder folder = new();
        return CohortIntegrity.Run(Request(input, folder) with { Checks = [check], MaxThreads = threads });
    }

    internal static IntegrityRequest Request(JsonElement input, ScratchFolder folder)
    {
        string table = folder.File("table.csv");
        File.WriteAllText(table, string.Join('\n', Rows(Texts(input, "rows"))) + "\n");
        if (input.TryGetProperty("pictures", out JsonElement pictures))
        {
            foreach (JsonProperty picture in pictures.EnumerateObject())
            {
                foreach (string name in Rows([picture.Name]))
                {
                    Write(folder.File(name), picture.Value.GetString()!
                        .Replace("{i}", Digits().Match(name).Value, StringComparison.Ordinal));
                }
            }
        }

        string? original = null;
        if (input.TryGetProperty("original", out _))
        {
            original = folder.File("original.csv");
            File.WriteAllText(original, string.Join('\n', Rows(Texts(input, "original"))) + "\n");
        }

        return new IntegrityRequest
        {
            Source = new CohortSource
            {
                Path = table,
                Id = "id",
                Image = Text(input, "image"),
                Unit = Text(input, "unit"),
                Split = Text(input, "split"),
                Labels = Texts(input, "labels"),
                Attributes = Texts(input, "attributes"),
                Texts = Texts(input, "texts"),
            },
            Settings = input.TryGetProperty("settings", out JsonElement settings)
                ? settings.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble())
                : [],
            Probabilities = Texts(input, "probabilities"),
            CopyOf = Text(input, "copy_of"),
            Original = original,
            IsForRelease = input.TryGetProperty("release", out _),
        };
    }

    private static string? Text(JsonElement input, string name) =>
        input.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string[] Texts(JsonElement input, string name) => input.TryGetProperty(name, out JsonElement value)
        ? [.. value.EnumerateArray().Select(one => one.GetString()!)] : [];

    private static IEnumerable<string> Rows(IEnumerable<string> rows)
    {
        int number = 0;
        foreach (string row in rows)
        {
            Match times = Times().Match(row);
            int count = times.Success ? int.Parse(times.Groups[1].Value, CultureInfo.InvariantCulture) : 1;
            string text = times.Success ? row[times.Length..] : row;
            for (int i = 0; i < count; i++)
            {
                yield return text.Contains("{i}", StringComparison.Ordinal)
                    ? text.Replace("{i}", (number++).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    : text;
            }
        }
    }

    private static void Write(string path, string word)
    {
        switch (word)
        {
            case "broken":
                File.WriteAllText(path, "no picture");
                break;
            case "dicom" or "dicom-named" or "dicom-burned" or "dicom-left":
                ushort[] samples = [.. Enumerable.Range(0, 64).Select(i => (ushort)i)];
                DicomBytes file = DicomBytes.Gray(8, 8, 8, samples);
                file = word switch
                {
                    "dicom-named" => file.Text(0x0010_0010, "PN", "Doe^Jane").Text(0x0010_0030, "DA", "19500101"),
                    "dicom-burned" => file.Text(0x0028_0301, "CS", "YES"),
                    "dicom-left" => file.Text(0x0020_0060, "CS", "L"),
                    _ => file.Text(0x0010_0010, "PN", "ANONYMOUS"),
                };
                File.WriteAllBytes(path, file.File());
                break;
            default:
                TestPictures.Make(word).WritePng(path);
                break;
        }
    }

    [GeneratedRegex(@"^(\d+)\*")]
    private static partial Regex Times();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
