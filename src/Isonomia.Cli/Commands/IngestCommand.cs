using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia ingest</c>: gathers pictures and a table into a cohort.</summary>
internal static class IngestCommand
{
    private const int ShownProblems = 10;

    internal static Command Create()
    {
        IngestOptions options = new();
        Verb command = new(
            "ingest",
            "Gathers pictures, DICOM objects or NIfTI volumes and a table about them into a cohort: identifiers, "
                + "hashes, patients, labels, "
            + "attributes, acquisition facts and a patient-disjoint split. Lists what cannot be read, with the "
            + "reason.",
            ("A folder and a table about it",
                "isonomia ingest images --table patients.csv --id image_id --unit patient_id --label finding "
                    + "--attribute sex --attribute age:0,40,60 --out cohort"),
            ("A tree of DICOM files; patients, sex, age and scanner come from the files",
                "isonomia ingest /data/export --attribute sex --attribute age:0,40,60 --out cohort"),
            ("A table that names its pictures, with the split it has",
                "isonomia ingest manifest.csv --unit patient_id --split split --label finding --out cohort"));
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(options, parsed, cancellation)));
        return command;
    }

    private static int Run(IngestOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        IngestResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = CohortIngest.Run(options.ToRequest(parsed), new Relay(progress), cancellation);
        }

        IAnsiConsole console = Terminal.Output;
        Print(console, result);
        foreach (UnreadableFile file in result.Facts.Unreadable.Take(ShownProblems))
        {
            Console.Error.WriteLine($"{file.Location}: {file.Reason}");
        }

        int more = result.Facts.Unreadable.Count - ShownProblems;
        if (more > 0)
        {
            Console.Error.WriteLine(
                $"… and {more} more; all are in {Path.Combine(result.Folder, CohortFacts.FileName)}.");
        }

        return ExitCode.Success;
    }

    private static void Print(IAnsiConsole console, IngestResult result)
    {
        CohortFacts facts = result.Facts;
        string units = facts.UnitCount is { } count
            ? $" of {Number(count)} units ({facts.Columns.First(column => column.Role == ColumnRole.Unit).Name})"
            : string.Empty;
        console.WriteLine(
            $"{facts.Name}: {Number(facts.SampleCount)} samples{units}; {Number(result.ReadCount)} files read now.");
        if (facts.Split is { } split)
        {
            string parts = string.Join(
                ", ",
                split.Parts.Select(
                    part => $"{(part.Name.Length == 0 ? "(none)" : part.Name)} {Number(part.SampleCount)}"));
            string how = split.IsMade
                ? $"made with seed {split.Seed}"
                    + (
                        split.StratifiedBy.Count > 0
                            ? $", even over {string.Join(" × ", split.StratifiedBy)}"
                            : string.Empty)
                : $"kept from column '{split.Column}'";
            console.WriteLine($"Split {how}: {parts}.");
        }

        foreach (ReadingNote note in facts.Notes)
        {
            console.WriteLine("- " + note.Sentence);
        }

        if (facts.Unreadable.Count > 0)
        {
            console.WriteLine(
                $"- {Number(facts.Unreadable.Count)} files or rows are not in the cohort; each is listed with its "
                    + $"reason.");
        }

        console.WriteLine($"Cohort: {result.Folder}");
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Relay(IProgress<AuditProgress> target) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value) =>
            target.Report(new AuditProgress(value.Stage, value.Total == 0 ? 0 : value.Done / (double)value.Total));
    }
}
