using System.CommandLine;
using Isonomia.Studies;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia run</c>: runs a study, and only what changed since the last time.</summary>
internal static class RunCommand
{
    internal static Command Create()
    {
        Argument<string> file = new("STUDY") { Description = "The study file (study.yaml; docs/guide/studies.md)." };
        Option<string?> output = new("--out", "-o")
        {
            Description = "The folder of results, instead of where the file says.", HelpName = "DIR",
        };
        Option<bool> dry = new("--dry-run")
        {
            Description = "Show the plan and why each stage would run; compute nothing.",
        };
        Option<string[]> force = new("--force")
        {
            Description = "A stage to run again (probe, or probe/NAME).", HelpName = "STAGE",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> plain = new("--no-pictures") { Description = "Leave sample pictures out of the report." };
        Option<int> threads = new("--threads") { Description = "Threads; 0: as the file says.", HelpName = "N" };
        Verb command = new(
            "run",
            "Runs a study: ingest, embed, probe, inspect, audit, report. Stages are kept while nothing they depend on "
                + "changes; a run "
            + "that was stopped goes on where it was.",
            ("See what would run, and why", "isonomia run study.yaml --dry-run"),
            ("Run it; what did not change is kept", "isonomia run study.yaml"),
            ("Without pictures of patients in the report", "isonomia run study.yaml --no-pictures"));
        command.Arguments.Add(file);
        Option[] options = [output, dry, force, plain, threads];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            StudySpecification study = StudyReader.Read(parsed.GetRequiredValue(file), parsed.GetValue(output));
            study = study with
            {
                ShowsPictures = study.ShowsPictures && !parsed.GetValue(plain),
                ThreadCount = parsed.GetValue(threads) is > 0 and var count ? count : study.ThreadCount,
            };
            string[] forced = parsed.GetValue(force) ?? [];
            return Task.FromResult(parsed.GetValue(dry)
                ? StudyPrinter.Plan(study, forced, cancellation)
                : StudyPrinter.Run(study, forced, cancellation));
        });
        return command;
    }
}
