using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>The sections of a documented cohort: answer, people, missing values, findings, acquisition, readiness,
/// terms, method.</summary>
internal static class CohortSections
{
    internal static IReadOnlyList<ReportSection> For(CohortDocument document)
    {
        List<ReportSection> sections =
        [
            new("answer", "What this data can tell", writer => Answer(document, writer)),
            new("readiness", "What an audit of it could find",
                writer => CohortReadinessSection.Write(document, writer)),
            new("people", "Who is in it", writer => CohortPeopleSection.Write(document, writer)),
            new("missing", "Who is missing a value", writer => CohortMissingSection.Write(document, writer)),
        ];
        if (document.Labels.Count > 0)
        {
            sections.Add(new("findings", "Findings by group", writer => CohortFindingsSection.Write(document, writer)));
        }

        sections.Add(new("acquisition", "How the images were made",
            writer => CohortFindingsSection.Acquisition(document, writer)));
        if (document.Texts.Count > 0)
        {
            sections.Add(new("texts", "Texts", writer => Texts(document, writer)));
        }

        sections.Add(new("terms", "Terms", writer => Terms(document, writer)));
        sections.Add(new("method", "Method and data", writer => Method(document, writer)));
        return sections;
    }

    internal static string Unit(CohortDocument document) => document.HasPatients ? "patients" : "images";

    private static void Answer(CohortDocument document, ReportWriter writer)
    {
        string unit = Unit(document);
        writer.Write($"<div class=\"answer\"><h1>{Headline(document)}</h1></div>");
        foreach (DocumentNote note in document.Notes.Where(note => note.IsSevere))
        {
            writer.Write($"<p class=\"warning\"><span aria-hidden=\"true\">⚠</span> <strong>Read with care.</strong> "
                + $"{note.Sentence}</p>");
        }

        writer.Write($"<dl class=\"facts\">");
        Fact(writer, "Images", NumberFormat.Count(document.Images), document.HasImages ? "pictures named in the table"
            : "rows; no picture column");
        Fact(writer, "Patients", document.HasPatients ? NumberFormat.Count(document.Patients) : "not known",
            document.HasPatients
            ? NumberFormat.Value((double)document.Images / document.Patients) + " images each" : "declare --unit");
        Fact(writer, "All attributes known",
            NumberFormat.Percent((double)document.CompletePatients / document.Patients),
            $"{NumberFormat.Count(document.CompletePatients)} {unit}");
        Fact(writer, "Use as asked", document.Gate.Answer.Replace('_', ' '),
            $"{document.Gate.Use.Purpose}, {document.Gate.Use.Action.Replace('_', ' ')}");
        writer.Write($"</dl>");
        DocumentNote[] others = [.. document.Notes.Where(note => !note.IsSevere)];
        if (others.Length > 0)
        {
            writer.Heading("Decisions made while reading");
            writer.List(others.Select(note => note.Sentence));
        }
    }

    private static string Headline(CohortDocument document)
    {
        if (document.Attributes.Count == 0)
        {
            return "No sensitive attribute was declared, so nothing can be said about who is served.";
        }

        string unit = Unit(document);
        AttributeProfile least = document.Attributes.MinBy(attribute => attribute.Recorded)!;
        GroupCount? smallest = document.Attributes.SelectMany(attribute => attribute.Groups)
            .Where(group => group.Patients > 0).MinBy(group => group.Patients);
        string first = least.Recorded >= 1
            ? $"Every attribute is known for all {NumberFormat.Count(document.Patients)} {unit}."
            : $"'{least.Name}' is not known for {NumberFormat.Percent(1 - least.Recorded)} of "
                + $"{NumberFormat.Count(document.Patients)} {unit}.";
        string second = smallest is null ? string.Empty
            : $" The smallest group, '{smallest.Name}', has {NumberFormat.Count(smallest.Patients)}.";
        PowerRow[] blind = [.. document.Power.Where(row => row.SensitivityGap is null or > 0.1)];
        string third = document.Power.Count == 0 ? string.Empty
            : $" For {document.Power.Count - blind.Length} of {document.Power.Count} comparisons of groups an audit "
                + $"would find a gap of 0.10 in sensitivity.";
        return first + second + third;
    }

    private static void Fact(ReportWriter writer, string name, string value, string more) =>
        writer.Write($"<div><dt>{name}</dt><dd><strong>{value}</strong><span>{more}</span></dd></div>");

    private static void Texts(CohortDocument document, ReportWriter writer)
    {
        writer.Lead("What texts state about the person, by rules. A text that states a sex more often for one sex "
            + "tilts whatever is extracted from it.");
        ReportTable table = new("Texts", [
            "Column", TableColumn.Number("Texts"), "Languages", TableColumn.Number("One age"),
                TableColumn.Number("One sex"), TableColumn.Number("Several people"),
            TableColumn.Number("Date of birth, refused"), "Sex as recorded", "Age as recorded, ±1 year"]);
        foreach (TextProfile text in document.Texts)
        {
            string languages = string.Join(", ", text.Languages.OrderByDescending(pair => pair.Value)
                .Select(pair => $"{pair.Key} {NumberFormat.Count(pair.Value)}"));
            table.Add([
                text.Column, TableCell.Count(text.Texts), languages, TableCell.Count(text.WithAge),
                    TableCell.Count(text.WithSex), TableCell.Count(text.WithSeveralPeople),
                TableCell.Count(text.Refused), Words(text.SexAgreement), Words(text.AgeAgreement)]);
        }

        writer.Table(table);
        ReportTable coverage = new("Texts that state a sex, by recorded group",
            ["Column", "Group", TableColumn.Interval("Share of texts")]);
        foreach (PrevalenceRow row in document.Texts.SelectMany(text => text.CoverageByGroup))
        {
            coverage.Add([row.Label, row.Group,
                TableCell.Interval(row.Share, row.Low, row.High, row.Patients, "no text")]);
        }

        if (coverage.RowCount > 0)
        {
            writer.Table(coverage);
        }

        static string Words(Agreement? agreement) => agreement is null ? "not recorded"
            : $"{agreement.Agree} agree, {agreement.Disagree} do not";
    }

    private static void Terms(CohortDocument document, ReportWriter writer)
    {
        writer.Lead("Whether the use asked about may happen, by licence and consent. A summary of our own, not legal "
            + "advice.");
        string badge = document.Gate.Answer switch { "refused" => "found", "unknown" => "open", _ => "none-found" };
        writer.Write($"<p class=\"verdict\"><span class=\"badge "
            + $"{badge}\">{document.Gate.Answer.Replace('_', ' ')}</span> {document.Gate.Use.Purpose}, "
            + $"{document.Gate.Use.Action.Replace('_', ' ')}</p>");
        ReportTable table = new("Every rule that spoke", ["Data", "Rule", "Answer", "Why"]);
        foreach (GateReason reason in document.Gate.Reasons)
        {
            table.Add([reason.Input, reason.Rule, reason.Answer.Replace('_', ' '),
                new TableCell(Markup.Of($"<small class=\"why\">{reason.Sentence}</small>"))]);
        }

        writer.Table(table);
    }

    private static void Method(CohortDocument document, ReportWriter writer)
    {
        writer.List(
        [
            $"Shares count {Unit(document)}; their intervals are Wilson's at 95 %. A patient's value is the first "
                + $"known one; patients with several values are counted.",
            "A finding is a patient's where at least one image has it.",
            "Tests: chi-square, Fisher's exact in tables of two by two with few counts, permutations where an "
                + "expected count is under 5, Kruskal–Wallis for numbers; "
            + "p-values adjusted over all tests of a kind (Benjamini–Hochberg). Cramér's V is corrected for bias.",
            "That values are missing at random cannot be shown from the same data; no verdict says it.",
            "The smallest gap found: 80 % power, 5 % level divided by the comparisons of the attribute, images of one "
                + "patient discounted by the design effect.",
            $"Manifest {document.ManifestName}, SHA-256 {document.ManifestSha256}; roles and manifest together "
                + $"{document.Fingerprint}; seed {document.Seed}.",
            .. document.Versions.Select(version => $"{version.Key}: {version.Value}."),
        ]);
        ReportTable table = new("Columns and their roles", ["Column", "Role", "Bins or names"]);
        foreach (Datasets.CohortColumn column in document.Columns)
        {
            table.Add([column.Name, column.Role.ToString().ToLowerInvariant(), column.Binning ?? "–"]);
        }

        writer.FoldedTable("Columns and their roles", table);
    }
}
