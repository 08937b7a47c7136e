using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>A cohort on disk with embeddings of known content: column 0 tells the label, column 1 the sex, columns 2
/// and 3 the site; two pictures a patient.</summary>
internal sealed class EmbeddedPhantom : IDisposable
{
    private const int Width = 12;
    private readonly ScratchFolder _folder = new();

    /// <param name="hasSplits">Whether there is a split column.</param>
    /// <param name="siteEffect">How much less the label shows at site south, for women.</param>
    /// <param name="patients">How many patients there are, two pictures each.</param>
    /// <param name="change">Changes cells of a row before it is written.</param>
    internal EmbeddedPhantom(
        bool hasSplits = true,
        double siteEffect = 0,
        int patients = 240,
        Action<Dictionary<string, string>>? change = null)
    {
        RandomSource random = new(17);
        List<string> ids = [];
        using (CsvWriter manifest = new(ManifestPath, ["id", "patient", "dx", "sex", "age", "site", "split", "w"]))
        using (CsvWriter rows = new(_folder.File("e.csv"), ["id", .. Enumerable.Range(0, Width).Select(j => $"e{j}")]))
        {
            for (int i = 0; i < 2 * patients; i++)
            {
                int p = i / 2;
                bool isFemale = p % 2 == 0;
                bool isSouth = p % 4 >= 2;
                bool isSick = random.NextDouble() < 0.45;
                Dictionary<string, string> cells = new()
                {
                    ["id"] = $"p{i}",
                    ["patient"] = $"P{p}",
                    ["dx"] = isSick ? "1" : "0",
                    ["sex"] = isFemale ? "female" : "male",
                    ["age"] = (30 + (p * 7 % 50)).ToString(CultureInfo.InvariantCulture),
                    ["site"] = isSouth ? "south" : "north",
                    ["split"] = (p / 4 % 5) switch { < 3 => "train", 3 => "val", _ => "test" },
                    ["w"] = isFemale ? "2" : "1",
                };
                change?.Invoke(cells);
                foreach (string column in new[] { "id", "patient", "dx", "sex", "age", "site", "split", "w" })
                {
                    manifest.Cell(cells[column]);
                }

                manifest.EndRow();
                ids.Add(cells["id"]);
                rows.Cell(cells["id"]);
                double shows = isSouth && isFemale ? 2 - siteEffect : 2;
                for (int j = 0; j < Width; j++)
                {
                    double signal = j switch
                    {
                        0 => isSick ? shows : 0,
                        1 => isFemale ? 3 : 0,
                        2 => isSouth ? 2 : 0,
                        _ => 0,
                    };
                    rows.Cell((float)(signal + random.NextNormal()));
                }

                rows.EndRow();
            }

            manifest.Complete();
            rows.Complete();
        }

        HasSplits = hasSplits;
        EmbeddingImport.Run(new EmbeddingImportRequest { Path = _folder.File("e.csv"), StorePath = StorePath,
            Ids = ids });
    }

    internal string StorePath => _folder.File("store");

    internal string ManifestPath => _folder.File("cohort.csv");

    internal string Out => _folder.File("out");

    private bool HasSplits { get; }

    internal EmbeddedCohortSource Source(params string[] attributes) => new()
    {
        Cohort = new CohortSource
        {
            Path = ManifestPath,
            Id = "id",
            Unit = "patient",
            Split = HasSplits ? "split" : null,
            Labels = ["dx"],
            Attributes = attributes,
        },
        Embeddings = StorePath,
    };

    public void Dispose() => _folder.Dispose();
}
