using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>How the study was made: stages, times, energy, hashes.</summary>
internal static class StagesSection
{
    internal static ReportSection For(StudyResult study) =>
        new("stages", "How it was made", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        double seconds = study.Stages.Sum(stage => stage.Seconds);
        bool measured = study.Stages.All(stage => stage.EnergyJoules is not null);
        writer.Lead(measured
            ? $"Computed in {NumberFormat.Value(seconds)} s with "
                + $"{NumberFormat.Value(study.Stages.Sum(s => s.EnergyJoules!.Value) / 3.6e6)} kWh "
              + "taken by the processor (all of the machine)."
            : $"Computed in {NumberFormat.Value(seconds)} s. The machine shows no energy counters, so that the energy "
                + $"is not known.");
        ReportTable table = new("Stages", [
            "Stage", TableColumn.Number("Seconds"), TableColumn.Number("Energy in joules"), "What it says",
            "Fingerprint"]);
        foreach (StageRecord stage in study.Stages)
        {
            table.Add([
                stage.Stage, TableCell.Number(stage.Seconds), TableCell.Number(stage.EnergyJoules),
                string.Join(" ", stage.Notes),
                stage.Fingerprint.Length > 12 ? stage.Fingerprint[..12] : stage.Fingerprint]);
        }

        writer.Table(table);
        writer.Heading("What is not in the cohort");
        if (study.Cohort.Unreadable.Count == 0)
        {
            writer.Paragraph("Every file and row is in the cohort.");
            return;
        }

        writer.Paragraph($"{NumberFormat.Count(study.Cohort.Unreadable.Count)} files or rows; cohort.json names each.");
        writer.List(study.Cohort.Unreadable
            .GroupBy(file => file.Reason)
            .OrderByDescending(group => group.Count())
            .Take(12)
            .Select(group => $"{NumberFormat.Count(group.Count())} × {group.Key}"));
    }
}
