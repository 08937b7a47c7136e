using System.Globalization;
using System.Text;

namespace Isonomia.Documentation;

/// <summary>The program's parts of datasheet and card as Markdown. Counts under the small-cell limit are hidden in
/// them.</summary>
internal sealed class DocumentText(CohortDocument document, int smallCell)
{
    internal string Unit => document.HasPatients ? "patients" : "images";

    internal static string Percent(double? share) => share is null ? "–" : (100 * share.Value)
        .ToString("0.0", CultureInfo.InvariantCulture) + " %";

    internal string Count(int count) => count > 0 && count < smallCell ? $"< {smallCell}"
        : count.ToString("N0", CultureInfo.InvariantCulture);

    internal string? Of(string field) => field switch
    {
        "gate" => Gate(),
        "counts" => Counts(),
        "prevalence" => Prevalence(),
        "language" => Language(),
        "acquisition" => document.Acquisition.Count == 0 ? "No column tells how the images were made."
            : string.Join("\n", document.Acquisition.Select(Groups)),
        "demographics" => document.Attributes.Count == 0 ? "No demographic attribute was declared."
            : string.Join("\n", document.Attributes.Select(Groups)),
        "completeness" => Completeness(),
        "representation" => Representation(),
        "confounding" => Confounding(),
        "readiness" => Readiness(),
        "files" => $"`{document.ManifestName}`: {document.ManifestBytes.ToString("N0", CultureInfo.InvariantCulture)} "
            + $"bytes, SHA-256 `{document.ManifestSha256}`.",
        _ => null,
    };

    /// <summary>One line for a card or a Croissant property: no table.</summary>
    internal string Sentence(string field) => field switch
    {
        "demographics" => document.Attributes.Count == 0 ? "No demographic attribute was declared."
            : string.Join(" ", document.Attributes.Select(attribute =>
            $"{attribute.Name} (how obtained: {attribute.Provenance}): "
                + string.Join(
                    ", ", attribute.Groups.Select(group => $"{group.Name} {Count(group.Patients)} ({Share(group)})"))
                + ".")),
        "completeness" => document.Attributes.Count == 0 ? "No demographic attribute was declared."
            : string.Join(" ", document.Attributes.Select(attribute =>
            $"{attribute.Name}: known for {Percent(attribute.Recorded)} of {Unit}; "
                + (document.Missingness.FirstOrDefault(m => m.Attribute == attribute.Name)?.Verdict ?? "not tested")
                + ".")),
        "acquisition" => string.Join(" ",
            document.Acquisition.Select(fact =>
            $"{fact.Name}: {string.Join(", ", fact.Groups.Select(group => $"{group.Name} ({Share(group)})"))}.")),
        "confounding" => string.Join(" ", document.Notes.Where(note => note.IsSevere).Select(note => note.Sentence)),
        _ => string.Empty,
    };

    private string Share(GroupCount group) => group.Patients > 0 && group.Patients < smallCell ? "hidden"
        : Percent(group.Share);

    private string Gate()
    {
        StringBuilder text = new($"The use asked about ({document.Gate.Use.Purpose}, "
            + $"{document.Gate.Use.Action.Replace('_', ' ')}): **{document.Gate.Answer.Replace('_', ' ')}**. This is "
            + $"no legal advice.\n\n");
        foreach (GateReason reason in document.Gate.Reasons)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"- {reason.Rule}: {reason.Answer.Replace('_', ' ')}. {reason.Sentence}\n");
        }

        return text.ToString();
    }

    private string Counts()
    {
        StringBuilder text = new(document.HasPatients
            ? $"{document.Images:N0} images of {document.Patients:N0} patients." : $"{document.Images:N0} images.");
        if (!document.HasPatients)
        {
            text.Append(" No patient column was declared, so that every image counts as a patient.");
        }

        text.Append('\n');
        if (document.Splits.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| split | {Unit} | images |\n|---|---:|---:|\n");
            foreach (SplitCount split in document.Splits)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"| {Cell(split.Name)} | {Count(split.Patients)} | {Count(split.Images)} |\n");
            }

            text.Append(document.SharedPatients == 0
                ? $"\nNo patient is in two splits{(document.HasPatients ? string.Empty : ", as far as images tell")}.\n"
                : $"\n**{document.SharedPatients} patients are in more than one split.**\n");
        }

        return text.ToString();
    }

    private string Groups(AttributeProfile attribute)
    {
        StringBuilder text = new($"**{Cell(attribute.Name)}** (column `{attribute.Column}`; how obtained: "
            + $"{attribute.Provenance}; known for {Percent(attribute.Recorded)} of {Unit}, 95 % interval "
            + $"{Percent(attribute.RecordedLow)} to {Percent(attribute.RecordedHigh)})\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"| group | {Unit} | images | share of known | 95 % interval |\n|---|---:|---:|---:|---|\n");
        foreach (GroupCount group in attribute.Groups)
        {
            bool hidden = group.Patients > 0 && group.Patients < smallCell;
            text.Append(CultureInfo.InvariantCulture,
                $"| {Cell(group.Name)} | {Count(group.Patients)} | {(hidden ? "hidden" : Count(group.Images))} | "
                + $"{Share(group)} | {(hidden ? "hidden" : $"{Percent(group.Low)} to {Percent(group.High)}")} |\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"| *not known* | {Count(attribute.MissingPatients)} | {Count(attribute.MissingImages)} | | |\n");
        return text.ToString();
    }

    private string Prevalence()
    {
        if (document.Labels.Count == 0)
        {
            return "No label was declared.";
        }

        StringBuilder text = new($"| finding | {Unit} | with it | share | 95 % interval |\n|---|---:|---:|---:|---|\n");
        foreach (PrevalenceRow row in document.Labels)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {Cell(row.Label)} | {Count(row.Patients)} | {Count(row.Positives)} | {Hidden(row)} | {Range(row)} "
                + $"|\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"\n| finding | attribute | group | {Unit} | with it | share | 95 % interval "
            + $"|\n|---|---|---|---:|---:|---:|---|\n");
        foreach (PrevalenceRow row in document.Prevalence.Where(row =>
            document.Attributes.Any(attribute => attribute.Name == row.Attribute)))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {Cell(row.Label)} | {Cell(row.Attribute)} | {Cell(row.Group)} | {Count(row.Patients)} | "
                + $"{Count(row.Positives)} | {Hidden(row)} | {Range(row)} |\n");
        }

        return text.ToString();

        string Hidden(PrevalenceRow row) => row.Positives > 0 && row.Positives < smallCell ? "hidden"
            : Percent(row.Share);
        string Range(PrevalenceRow row) => row.Positives > 0 && row.Positives < smallCell ? "hidden"
            : $"{Percent(row.Low)} to {Percent(row.High)}";
    }

    private string Language() => document.Texts.Count == 0
        ? "No column of texts was declared."
        : string.Join("\n", document.Texts.Select(text =>
            $"`{text.Column}`: {text.Texts.ToString("N0", CultureInfo.InvariantCulture)} texts; "
                + string.Join(
                    ", ",
                    text.Languages.OrderByDescending(pair => pair.Value)
                        .Select(pair => $"{pair.Key} {Count(pair.Value)}"))
                + "."));

    private string Completeness()
    {
        if (document.Attributes.Count == 0)
        {
            return "No demographic attribute was declared.";
        }

        StringBuilder text = new($"All attributes are known for {Count(document.CompletePatients)} of "
            + $"{Count(document.Patients)} {Unit}.\n\n| attribute | known | not known | what the data say about why "
            + $"|\n|---|---:|---:|---|\n");
        foreach (MissingnessProfile profile in document.Missingness)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {Cell(profile.Attribute)} | {Count(profile.Known)} | {Count(profile.Missing)} | "
                + $"{Cell(profile.Verdict)} |\n");
        }

        text.Append("\nThat values are missing at random cannot be shown from the same data.\n");
        return text.ToString();
    }

    private string Representation()
    {
        if (document.References.Count == 0)
        {
            return "No reference population was given (--reference).";
        }

        StringBuilder text = new();
        foreach (ReferenceComparison comparison in document.References)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"**{Cell(comparison.Attribute)}** against {Cell(comparison.Reference)}\n\n| group | share here | 95 "
                + $"% interval | share there | ratio |\n|---|---:|---|---:|---:|\n");
            foreach (ReferenceRow row in comparison.Rows)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"| {Cell(row.Group)} | {Percent(row.Share)} | {Percent(row.Low)} to {Percent(row.High)} | "
                    + $"{Percent(row.ReferenceShare)} | "
                    + $"{row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} |\n");
            }
        }

        return text.ToString();
    }

    private string Confounding()
    {
        AssociationRow[] found = [.. document.Associations.Where(row => row.Severity != "none")];
        return found.Length == 0
            ? "No label or attribute hangs together strongly with a fact about acquisition (Cramér's V under 0.3, "
                + "AUROC of the fact alone under 0.7)."
            : string.Join("\n", found.Select(row =>
                $"- {row.Severity}: {row.First} and {row.Second} (Cramér's V "
                + $"{row.CramersV?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"}"
                + (row.Auroc is double auroc ? $", AUROC of the fact alone "
                    + $"{auroc.ToString("0.00", CultureInfo.InvariantCulture)}" : string.Empty) + ")"));
    }

    private string Readiness()
    {
        StringBuilder text = new("| dimension | level (0–3) | why | what would raise it |\n|---|---:|---|---|\n");
        foreach (ReadinessDimension dimension in document.Readiness)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {dimension.Id} | {dimension.Level} | {Cell(dimension.Evidence)} | {Cell(dimension.Raise)} |\n");
        }

        return text.ToString();
    }

    internal static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
