using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Cli;

/// <summary><c>isonomia demographics</c>: what captions or reports state about age, sex, country and ethnicity, as
/// columns of a table.</summary>
internal static class DemographicsCommand
{
    internal static Command Create()
    {
        Argument<string> table = new("TABLE") { Description =
            "A table with a column of texts (CSV, TSV, Parquet, JSON lines)." };
        Option<string> text = new("--text") { Description = "The column of texts.", HelpName = "COL", Required = true };
        Option<string?> id = new("--id") { Description =
            "The column that names a sample; without it rows are counted.", HelpName = "COL" };
        Option<string> output = new("--out") { Description =
            "The table to write: id, language, age, sex, gender, country and where each came from.", HelpName = "FILE",
            Required = true };
        Option<string?> language = new("--language") { Description =
            $"The language of the texts: {string.Join(", ", TextDemographics.Languages)}; found for each where it is "
            + $"not given." };
        Option<bool> topCode = new("--top-code") { Description = "Ages of 90 and over are written as 90+." };
        Option<string[]> ethnicity = new("--ethnicity") { Description = "A word for race or ethnicity that may be "
            + "taken where it is stated about the person; none is without this.", HelpName = "WORD" };
        Option<double> confidence = new("--min-confidence") { Description =
            "Values of less confident rules are left out.", DefaultValueFactory = _ => 0 };
        Command command = new(
            "demographics", "Reads age, sex and, where stated, country and ethnicity from captions or reports, as a "
                + "table to join to a cohort ('isonomia ingest').")
        {
            table, text, id, output, language, topCode, ethnicity, confidence,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                DemographicsTableResult result = DemographicsTable.Write(
                    new DemographicsTableRequest(parsed.GetRequiredValue(table), parsed.GetRequiredValue(text),
                        parsed.GetRequiredValue(output))
                    {
                        Id = parsed.GetValue(id),
                        MinimumConfidence = parsed.GetValue(confidence),
                        Options = new TextDemographicsOptions
                        {
                            Language = parsed.GetValue(language),
                            TopCode = parsed.GetValue(topCode),
                            Ethnicities = parsed.GetValue(ethnicity) ?? [],
                        },
                    },
                    cancellation);
                string Share(int count) => result.Texts == 0 ? "–" : ((double)count / result.Texts)
                    .ToString("P1", CultureInfo.InvariantCulture);
                Console.WriteLine($"{result.Rows:N0} rows, {result.Texts:N0} texts: "
                    + string.Join(
                        ", ",
                        result.Languages.OrderByDescending(pair => pair.Value)
                            .Select(pair => $"{pair.Key} {pair.Value}"))
                    + ".");
                Console.WriteLine($"One age: {result.WithAge:N0} ({Share(result.WithAge)}); one sex or gender as "
                    + $"worded: {result.WithSex:N0} ({Share(result.WithSex)}); country: {result.WithCountry:N0}; "
                    + $"several people: {result.SeveralPeople:N0}.");
                if (result.BirthDates > 0)
                {
                    Console.WriteLine($"{result.BirthDates:N0} texts give a date of birth, which identifies a person "
                        + $"and was not used.");
                }

                Console.WriteLine(parsed.GetRequiredValue(output));
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
