using System.Globalization;

namespace Isonomia.Documentation;

/// <summary>The program's parts of the plain reading: sentences for people who do not read tables.</summary>
internal static class PlainText
{
    internal static string Of(string field, CohortDocument document, DocumentText text)
    {
        string people = document.HasPatients ? "people" : "images";
        return field switch
        {
            "gate" => $"Asked whether the data may be used for {document.Gate.Use.Purpose}: "
                + $"{document.Gate.Answer.Replace('_', ' ')}. This is no legal advice.",
            "counts" => document.HasPatients
                ? $"There are {Whole(document.Images)} images of {Whole(document.Patients)} people."
                : $"There are {Whole(document.Images)} images; how many people they show is not known.",
            "prevalence" => document.Labels.Count == 0 ? "Nothing is labelled." : string.Join(" ", document.Labels
                .Where(row => !SmallCells.Hidden([row.Positives, row.Patients - row.Positives], text.Limit)[0])
                .Select(row => $"'{row.Label}' is found in {DocumentText.Percent(row.Share)} of the {people}.")),
            "acquisition" => document.Acquisition.Count == 0 ? "How the images were made is not recorded."
                : $"Recorded for the images: {string.Join(", ", document.Acquisition.Select(fact => fact.Name))}.",
            "demographics" => document.Attributes.Count == 0 ? "Nothing is recorded about who the people are."
                : string.Join(" ", document.Attributes.Select(attribute =>
                    $"The data say '{attribute.Name}' for {text.Recorded(attribute)}.")),
            "completeness" => document.Missingness.Any(profile => profile.Missing > 0)
                ? string.Join(" ", document.Missingness.Where(profile => profile.Missing > 0).Select(profile =>
                    profile.Verdict.StartsWith("suspected", StringComparison.Ordinal)
                        ? $"'{profile.Attribute}' is missing more often for some {people} than for others, in a way "
                            + $"that "
                            + "can tilt results."
                        : $"'{profile.Attribute}' is missing for some {people}."))
                : "Nothing is missing.",
            "representation" => document.References.Count + document.Burdens.Count == 0
                ? "Whether the people stand for those who will be treated has not been looked at."
                : string.Join(" ", document.References.SelectMany(comparison => comparison.Rows
                    .Where(row => row.Ratio is < 0.8 or > 1.25 && !SmallCells.IsSmall(row.Patients, text.Limit))
                    .Select(row => $"'{row.Group}' is {(row.Ratio < 1 ? "rarer" : "more frequent")} here than in "
                        + $"{comparison.Reference}."))
                    .DefaultIfEmpty("No group's share is far from the reference.")),
            "confounding" => document.Associations.Any(row => row.Severity != "none")
                ? "How an image was made gives away what it shows; a program could learn the one for the other."
                : "No strong sign that how an image was made gives away what it shows.",
            "readiness" => string.Join(" ", document.Readiness.Where(dimension => dimension.Level == 0)
                .Select(dimension => $"Not ready: {dimension.Id} ({dimension.Evidence}).")
                .DefaultIfEmpty("No part is wholly unready for a fairness audit.")),
            _ => text.Of(field) ?? string.Empty,
        };
    }

    private static string Whole(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
