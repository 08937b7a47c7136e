using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia simulate</c>: makes phantom radiographs with biases of known size.</summary>
internal static class SimulateCommand
{
    internal static Command Create()
    {
        PhantomCohortRequest standard = new() { Folder = string.Empty };
        Option<string> output = new("--out", "-o")
        {
            Description = "The folder; made if absent.", HelpName = "DIR", Required = true,
        };
        Option<int> patients = Number(
            "--patients", "N", "Patients, each with one to three pictures.", standard.PatientCount);
        Option<int> side = Number("--side", "PIXELS", "The side of a picture.", standard.Side);
        Option<ulong> seed = Number("--seed", "N", "The seed: the same seed gives the same bytes.", standard.Seed);
        Option<string> group = new("--group")
        {
            Description = "The group that biases by group are put into: sex=female, site=west, …",
            HelpName = "ATTR=GROUP",
            DefaultValueFactory = _ => $"{standard.Attribute}={standard.DisadvantagedGroup}",
        };
        Option<double> separation = Number(
            "--separation", "D", "Distance of the sign with and without the finding, in standard deviations.",
            standard.Separation);
        Option<double> signal = Number(
            "--signal-factor", "F", "Contrast by group: the group's share of the separation; 1: no bias.",
            standard.SignalFactor);
        Option<string[]> siteSignal = Pairs(
            "--site-signal", "SITE=F", "Contrast by scanner: a site's share of the separation.");
        Option<double> prevalence = Number(
            "--prevalence", "P", "Share of pictures with the finding.", standard.Prevalence);
        Option<double?> groupPrevalence = new("--group-prevalence")
        {
            Description = "The share in the group.",
            HelpName = "P",
        };
        Option<string[]> sitePrevalence = Pairs(
            "--site-prevalence", "SITE=P", "The share at a site: confounds site and finding.");
        Option<double> noise = Number(
            "--label-noise", "P", "Share of recorded labels that are flipped.", standard.LabelNoise);
        Option<double> missed = Number(
            "--missed-share", "P", "Share of the group's findings recorded as absent.", standard.MissedShare);
        Verb command = new(
            "simulate",
            "Makes phantom radiographs with biases of known size (prevalence, label noise, contrast by group and by "
                + "scanner) and a "
            + "statement of what is true: for teaching, for studies of power, for trying an audit without patients.",
            ("A weaker sign of the finding in women", "isonomia simulate --signal-factor 0.5 --out phantoms"),
            ("Site and finding confounded, no other bias",
                "isonomia simulate --signal-factor 1 --site-prevalence north=0.6 --site-prevalence south=0.1 --out "
                    + "phantoms"),
            ("Findings of women missed by who labelled them",
                "isonomia simulate --signal-factor 1 --missed-share 0.3 --label-noise 0.02 --out phantoms"));
        Option[] all =
        [
            output, patients, side, seed, group, separation, signal, siteSignal, prevalence, groupPrevalence,
            sitePrevalence, noise, missed,
        ];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            string[] named = parsed.GetRequiredValue(group).Split('=', 2);
            PhantomCohortResult result = PhantomCohort.Write(
                new PhantomCohortRequest
                {
                    Folder = parsed.GetRequiredValue(output),
                    PatientCount = parsed.GetValue(patients),
                    Side = parsed.GetValue(side),
                    Seed = parsed.GetValue(seed),
                    Attribute = named[0],
                    DisadvantagedGroup = named.Length == 2
                        ? named[1]
                        : throw new ArgumentException(
                            $"--group '{named[0]}' cannot be read; expected ATTRIBUTE=GROUP."),
                    Separation = parsed.GetValue(separation),
                    SignalFactor = parsed.GetValue(signal),
                    SiteSignalFactors = Values(parsed.GetValue(siteSignal), "--site-signal"),
                    Prevalence = parsed.GetValue(prevalence),
                    GroupPrevalence = parsed.GetValue(groupPrevalence),
                    SitePrevalences = Values(parsed.GetValue(sitePrevalence), "--site-prevalence"),
                    LabelNoise = parsed.GetValue(noise),
                    MissedShare = parsed.GetValue(missed),
                },
                cancellation);
            Print(result);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(PhantomCohortResult result)
    {
        IAnsiConsole console = Terminal.Output;
        console.WriteLine($"{result.ImageCount} phantom radiographs; no patient.");
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumns("site", "sex", "prevalence", "recorded", "ideal AUROC", "against recorded labels");
        foreach (PhantomCell cell in result.Cells)
        {
            table.AddRow(
                cell.Site, cell.Sex, Text(cell.Prevalence), Text(cell.RecordedPrevalence), Text(cell.IdealAuroc),
                Text(cell.IdealRecordedAuroc));
        }

        console.Write(table);
        console.WriteLine($"Table: {result.ManifestPath}; what is true: {result.StatementPath}");
    }

    private static string Text(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);

    private static Option<T> Number<T>(string name, string value, string description, T standard) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => standard };

    private static Option<string[]> Pairs(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };

    private static SortedDictionary<string, double> Values(string[]? texts, string option)
    {
        SortedDictionary<string, double> values = new(StringComparer.Ordinal);
        foreach (string text in texts ?? [])
        {
            string[] pair = text.Split('=', 2);
            values[pair[0]] = pair.Length == 2
                && double.TryParse(pair[1], CultureInfo.InvariantCulture, out double number)
                ? number
                : throw new ArgumentException($"{option} '{text}' cannot be read; expected SITE=NUMBER.");
        }

        return values;
    }
}
