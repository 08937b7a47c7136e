using System.Globalization;

namespace Isonomia.Studies;

/// <summary>One cell of a study's matrix: a model, a label, a seed, a share of labels.</summary>
public sealed record StudyCell(string Model, StudyLabel Label, ulong Seed, double Share)
{
    /// <summary>The cell's name in results; parts that do not vary in the study are left out.</summary>
    public required string Name { get; init; }

    /// <summary>What the share is, for a person.</summary>
    public string ShareText => string.Create(CultureInfo.InvariantCulture, $"{100 * Share:0.##} % of labels");

    /// <summary>All cells of a study, in order of model, label, share and seed.</summary>
    internal static IReadOnlyList<StudyCell> Of(StudySpecification study)
    {
        StudyProbe probe = study.Probe;
        return
        [
            .. from model in study.Models
               from label in study.Labels
               from share in probe.Shares.Distinct().OrderDescending()
               from seed in share < 1 ? probe.Seeds.Distinct() : probe.Seeds.Take(1)
               select new StudyCell(model.Name, label, seed, share)
               {
                   Name = NameOf(study, model.Name, label, seed, share),
               },
        ];
    }

    private static string NameOf(StudySpecification study, string model, StudyLabel label, ulong seed, double share)
    {
        List<string> parts = [StageNames.Safe(model)];
        if (study.Labels.Count > 1)
        {
            parts.Add(StageNames.Safe(label.Column));
        }

        if (study.Probe.Shares.Count > 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"share-{100 * share:0.##}"));
        }

        if (share < 1 && study.Probe.Seeds.Count > 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"seed-{seed}"));
        }

        return string.Join("_", parts);
    }
}
