using System.Globalization;
using Isonomia.Curation;
using Isonomia.Numerics;

namespace Isonomia.Reporting;

/// <summary>The sections of the account of a curation.</summary>
internal static class CurationSections
{
    internal static IReadOnlyList<ReportSection> For(CurationResult result, RemovedPictures? pictures)
    {
        List<ReportSection> sections = [new("answer", "The answer", writer => Answer(result, writer))];
        for (int i = 0; i < result.Steps.Count; i++)
        {
            StepAccount step = result.Steps[i];
            sections.Add(new(
                $"step-{i + 1}", $"Step {i + 1}: {Name(step)}",
                    writer => StepAccountSection.Write(step, pictures, writer)));
        }

        if (result.Steps.Count > 1)
        {
            sections.Add(new(
                "total", "From raw to selected", writer => StepAccountSection.Write(result.Total, null, writer)));
        }

        sections.Add(new("method", "Method and data", writer => Method(result, writer)));
        return sections;
    }

    private static string Name(StepAccount step) => CurationStep.All[step.Step.Split('(')[0]].Name;

    private static void Answer(CurationResult result, ReportWriter writer)
    {
        StepAccount total = result.Total;
        writer.Write($"<div class=\"answer\">");
        foreach (string failure in result.Steps.SelectMany(step => step.Failures))
        {
            writer.Write(
                $"<p class=\"warning\"><span aria-hidden=\"true\">⚠</span> <strong>Does not pass.</strong> "
                    + $"{failure}</p>");
        }

        writer.Write(
            $"<p>{total.Before} images of {total.PatientsBefore} patients came in; <strong>{total.After} images of "
                + $"{total.PatientsAfter} patients are kept</strong>, {total.Removed} are removed "
                + $"({NumberFormat.Percent(Share(total))}).</p>");
        foreach (FactorAccount factor in total.Factors.Where(factor => factor.Kind is "attribute" or "intersection"))
        {
            writer.Paragraph(StepAccountSection.Sentence(factor));
        }

        writer.Write($"</div>");
        ReportTable table = new("Steps", [
            "Step", TableColumn.Number("Before"), TableColumn.Number("Removed"), TableColumn.Number("Removed share"),
            TableColumn.Number("Effective size after"), "Uneven for", "Passes"]);
        foreach (StepAccount step in result.Steps)
        {
            string uneven = string.Join(", ", step.Factors
                .Where(factor => factor.Verdict == AccountVerdict.Uneven)
                .Select(factor => factor.Accepted is null ? factor.Factor : $"{factor.Factor} (accepted)"));
            table.Add([
                step.Step, TableCell.Count(step.Before), TableCell.Count(step.Removed),
                TableCell.Number(Share(step), NumberFormat.Percent(Share(step))), TableCell.Number(step.EffectiveSize),
                uneven.Length == 0 ? "–" : uneven, step.Passes ? "yes" : "no"]);
        }

        writer.Table(table);
    }

    private static double Share(StepAccount step) => step.Before == 0 ? 0 : (double)step.Removed / step.Before;

    private static void Method(CurationResult result, ReportWriter writer)
    {
        writer.List([
            $"Cohort {result.Cohort}, fingerprint {result.CohortFingerprint}.",
            result.EmbeddingFingerprint is null
                ? "No embeddings were used." : $"Embeddings, fingerprint {result.EmbeddingFingerprint}.",
            string.Create(CultureInfo.InvariantCulture, $"Seed {result.Request.Seed}; Isonomia {result.Version}. ")
                + "The same cohort, steps and seed give the same selection for any number of threads and any order of "
                + "rows.",
            "Removed means: weight 0. Images are selected; patients are counted. Shares are of weight.",
            "Removal ratio: the rate of a group over that of the rest, with Katz's log interval; 0.5 is added to all "
                + "cells where "
                + "one of the two lost nothing.",
            "p by patients: permutations of the groups of whole patients; q: Benjamini and Hochberg over all factors "
                + "of the step; "
                + "gap: largest difference of removal rates with a simultaneous interval (max-T, bootstrap of "
                + "patients).",
            "Uneven: the interval of a ratio lies outside 0.8 to 1.25. Even: all intervals contain 1, or Cramér's V "
                + "is below 0.02.",
            .. result.Notes.Select(note => note.Sentence),
        ]);
        writer.Heading("The steps");
        foreach (StepAccount step in result.Steps)
        {
            CurationStep entry = CurationStep.All[step.Step.Split('(')[0]];
            writer.Write(
                $"<p><strong>{entry.Name}</strong> (<code>{step.Step}</code>): {entry.Definition}. "
                    + $"{entry.Source.Text}.</p>");
        }
    }
}
