using System.Globalization;
using System.Text;

namespace Isonomia.Documentation;

/// <summary>The program's parts of datasheet and card as Markdown. Counts under the small-cell limit are hidden in
/// them.</summary>
internal sealed class DocumentText(CohortDocument document, int smallCell)
{
    internal int Limit => smallCell;

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
        "curation_account" => Curation(),
        "integrity" => Integrity(),
        "withdrawal" => Withdrawal(),
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
                    ", ", attribute.Groups.Index().Select(group =>
                        Shown(attribute, group.Index) is var shown && shown == "hidden" ? $"{group.Item.Name} (hidden)"
                            : $"{group.Item.Name} {shown} ({Share(attribute, group.Index)})"))
                + ".")),
        "completeness" => document.Attributes.Count == 0 ? "No demographic attribute was declared."
            : string.Join(" ", document.Attributes.Select(attribute =>
            $"{attribute.Name}: known for {Recorded(attribute)}; "
                + (document.Missingness.FirstOrDefault(m => m.Attribute == attribute.Name)?.Verdict ?? "not tested")
                + ".")),
        "acquisition" => string.Join(" ",
            document.Acquisition.Select(fact =>
            $"{fact.Name}: " + string.Join(", ", fact.Groups.Index().Select(group =>
                $"{group.Item.Name} ({Share(fact, group.Index)})")) + ".")),
        "curation_account" => document.Curation is null ? string.Empty : string.Join(" ", document.Curation.Steps
            .Select(step => step + ".")),
        "confounding" => string.Join(" ", document.Notes.Where(note => note.IsSevere && !document.Attributes.Any(
            attribute => Hidden(attribute)[^1] && note.Sentence.StartsWith($"'{attribute.Name}' is not known",
                StringComparison.Ordinal))).Select(note => note.Sentence)),
        _ => string.Empty,
    };

    /// <summary>Which groups of an attribute are hidden; the last place is those of unknown group.</summary>
    internal bool[] Hidden(AttributeProfile attribute) =>
        SmallCells.Hidden([.. attribute.Groups.Select(group => group.Patients), attribute.MissingPatients], smallCell);

    private string Shown(AttributeProfile attribute, int group)
    {
        int count = group < attribute.Groups.Count ? attribute.Groups[group].Patients : attribute.MissingPatients;
        return SmallCells.IsSmall(count, smallCell) || !Hidden(attribute)[group] ? Count(count) : "hidden";
    }

    private string Share(AttributeProfile attribute, int group) => Hidden(attribute)[group] ? "hidden"
        : Percent(attribute.Groups[group].Share);

    /// <summary>How many have a value, without giving a hidden count away.</summary>
    internal string Recorded(AttributeProfile attribute) => Hidden(attribute)[^1]
        ? SmallCells.IsSmall(attribute.MissingPatients, smallCell) ? $"all but fewer than {smallCell} {Unit}"
            : $"a part of the {Unit} (hidden)"
        : $"{Percent(attribute.Recorded)} of {Unit}";

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
            bool[] hidden = SmallCells.Hidden([.. document.Splits.Select(split => split.Patients)], smallCell);
            foreach ((int s, SplitCount split) in document.Splits.Index())
            {
                string patients = hidden[s] && !SmallCells.IsSmall(split.Patients, smallCell) ? "hidden"
                    : Count(split.Patients);
                text.Append(CultureInfo.InvariantCulture,
                    $"| {Cell(split.Name)} | {patients} | {(hidden[s] ? "hidden" : Count(split.Images))} |\n");
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
            + $"{attribute.Provenance}; known for {Recorded(attribute)}"
            + (Hidden(attribute)[^1] ? string.Empty : $", 95 % interval {Percent(attribute.RecordedLow)} to "
                + Percent(attribute.RecordedHigh)) + ")\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"| group | {Unit} | images | share of known | 95 % interval |\n|---|---:|---:|---:|---|\n");
        bool[] hidden = Hidden(attribute);
        foreach ((int g, GroupCount group) in attribute.Groups.Index())
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {Cell(group.Name)} | {Shown(attribute, g)} | {(hidden[g] ? "hidden" : Count(group.Images))} | "
                + $"{Share(attribute, g)} | "
                + $"{(hidden[g] ? "hidden" : $"{Percent(group.Low)} to {Percent(group.High)}")} |\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"| *not known* | {Shown(attribute, attribute.Groups.Count)} | "
            + $"{(hidden[^1] ? "hidden" : Count(attribute.MissingImages))} | | |\n");
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
            bool hidden = SmallCells.Hidden([row.Positives, row.Patients - row.Positives], smallCell)[0];
            text.Append(CultureInfo.InvariantCulture,
                $"| {Cell(row.Label)} | {Count(row.Patients)} | {Numbers(row, hidden)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"\n| finding | attribute | group | {Unit} | with it | share | 95 % interval "
            + $"|\n|---|---|---|---:|---:|---:|---|\n");
        foreach (AttributeProfile attribute in document.Attributes)
        {
            bool[] people = Hidden(attribute);
            foreach (var finding in document.Prevalence.Where(row => row.Attribute == attribute.Name)
                .GroupBy(row => row.Label, StringComparer.Ordinal))
            {
                // With it and without it each add up to a published total over the groups.
                PrevalenceRow[] rows = [.. finding];
                bool[] with = SmallCells.Hidden([.. rows.Select(row => row.Positives)], smallCell);
                bool[] without = SmallCells.Hidden([.. rows.Select(row => row.Patients - row.Positives)], smallCell);
                foreach ((int g, PrevalenceRow row) in rows.Index())
                {
                    bool few = people[Math.Min(g, people.Length - 1)];
                    text.Append(CultureInfo.InvariantCulture,
                        $"| {Cell(row.Label)} | {Cell(row.Attribute)} | {Cell(row.Group)} | "
                        + $"{(few ? "hidden" : Count(row.Patients))} | "
                        + $"{Numbers(row, few || with[g] || without[g])} |\n");
                }
            }
        }

        return text.ToString();

        string Numbers(PrevalenceRow row, bool hidden) => hidden
            ? $"{(SmallCells.IsSmall(row.Positives, smallCell) ? Count(row.Positives) : "hidden")} | hidden | hidden"
            : $"{Count(row.Positives)} | {Percent(row.Share)} | {Percent(row.Low)} to {Percent(row.High)}";
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

        bool few = SmallCells.Hidden([document.CompletePatients, document.Patients - document.CompletePatients],
            smallCell)[0];
        StringBuilder text = new($"All attributes are known for {(few ? "a number (hidden)"
            : Count(document.CompletePatients))} of {Count(
                document.Patients)} {Unit}.\n\n| attribute | known | not known | what the data say about why "
            + $"|\n|---|---:|---:|---|\n");
        foreach (MissingnessProfile profile in document.Missingness)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {Cell(profile.Attribute)} | {Pair(profile.Known, profile.Missing)} | {Cell(profile.Verdict)} |\n");
        }

        text.Append("\nThat values are missing at random cannot be shown from the same data.\n");
        foreach (MissingGroupShare share in document.Missingness.SelectMany(profile => profile.GroupShares)
            .Where(share => share.Share is not null))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\nBy the prediction in `{share.Column}`, '{share.Group}' is {Percent(share.Share)} (95 % interval "
                + $"{Percent(share.Low)} to {Percent(share.High)}) of {Unit} without '{share.Attribute}', and "
                + $"{Percent(share.KnownShare)} of the others.\n");
        }

        return text.ToString();

        string Pair(int known, int missing)
        {
            bool[] hidden = SmallCells.Hidden([known, missing], smallCell);
            return $"{(hidden[0] && !SmallCells.IsSmall(known, smallCell) ? "hidden" : Count(known))} | "
                + (hidden[1] && !SmallCells.IsSmall(missing, smallCell) ? "hidden" : Count(missing));
        }
    }

    private string Representation()
    {
        if (document.References.Count + document.Burdens.Count == 0)
        {
            return "No reference population was given (--reference, --burden).";
        }

        StringBuilder text = new();
        foreach (BurdenComparison burden in document.Burdens)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"**{Cell(burden.Attribute)}** of {Cell(burden.Among)} against the people ill with "
                + $"{Cell(burden.Condition)} ({Cell(burden.Reference)})\n\n| group | share here | 95 % interval | "
                + $"share of the ill | participation to prevalence | reading |\n|---|---:|---|---:|---:|---|\n");
            bool[] hidden = SmallCells.Hidden([.. burden.Rows.Select(row => row.Patients)], smallCell);
            foreach ((int g, ReferenceRow row) in burden.Rows.Index())
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Group)} | {Against(row, hidden[g])} | "
                    + $"{(hidden[g] ? "hidden" : BurdenComparison.Reading(row.Ratio))} |\n");
            }

            text.Append('\n');
        }

        foreach (ReferenceComparison comparison in document.References)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"**{Cell(comparison.Attribute)}** against {Cell(comparison.Reference)}\n\n| group | share here | 95 "
                + $"% interval | share there | ratio |\n|---|---:|---|---:|---:|\n");
            bool[] hidden = SmallCells.Hidden([.. comparison.Rows.Select(row => row.Patients)], smallCell);
            foreach ((int g, ReferenceRow row) in comparison.Rows.Index())
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"| {Cell(row.Group)} | {Against(row, hidden[g])} |\n");
            }
        }

        return text.ToString();

        static string Against(ReferenceRow row, bool hidden) => hidden
            ? $"hidden | hidden | {Percent(row.ReferenceShare)} | hidden"
            : $"{Percent(row.Share)} | {Percent(row.Low)} to {Percent(row.High)} | {Percent(row.ReferenceShare)} | "
                + (row.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–");
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

    private string Curation() => document.Curation is not { } curation
        ? "No curation was given (--curation)."
        : string.Join("\n", curation.Steps.Select(step => $"- {step}"))
            + (curation.Uneven.Count == 0 ? "\n\nNo attribute was removed unevenly."
                : $"\n\nRemoved unevenly: {string.Join("; ", curation.Uneven)}.");

    private string Integrity() => document.Integrity is not { } check
        ? "No integrity check was given (--integrity)."
        : $"{check.Ran} checks ran. "
            + string.Join(" ", new[] { ("Blocking", check.Blocking), ("Major", check.Major), ("Minor", check.Minor) }
                .Select(part => $"{part.Item1}: {(part.Item2.Count == 0 ? "none" : string.Join(", ", part.Item2))}."));

    private string Withdrawal() => document.Withdrawn is not { } withdrawn
        ? "No list of withdrawn consents was given (--withdrawn)."
        : withdrawn.Patients == 0 ? "No patient of this version is on the list of withdrawn consents."
            : $"{Count(withdrawn.Patients)} patients of this version withdrew their consent; a new version leaves them "
                + "out. Models trained on this version do not forget them.";

    internal static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
