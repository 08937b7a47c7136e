using System.Globalization;

using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The command line that asks for the same audit.</summary>
internal static class AuditCommand
{
    /// <summary>Writes the command for a POSIX shell; options that have their default value are left out.</summary>
    /// <param name="request">What was asked, with file names as they are to be printed.</param>
    /// <param name="baseline">The baseline's name, or null.</param>
    /// <returns>For example <c>isonomia audit predictions.csv --label y --score s --attribute sex</c>.</returns>
    internal static string Of(AuditRequest request, string? baseline)
    {
        PredictionRequest table = request.Predictions;
        AuditRequest defaults = new() { Predictions = table };
        List<string> words = [$"isonomia audit {string.Join(" ", table.Paths.Select(Quote))}"];
        void Add(string option, string? value)
        {
            if (value is not null)
            {
                words.Add($"{option} {Quote(value)}");
            }
        }

        void AddChanged<T>(string option, T value, T byDefault) =>
            Add(option, Equals(value, byDefault) ? null : Convert.ToString(value, CultureInfo.InvariantCulture));

        Add("--task", table.Task);
        Each("--label", table.Labels);
        Each("--score", table.Scores);
        Add("--positive", table.PositiveLabel);
        Each("--attribute", table.Attributes);
        Each("--control", table.Controls);
        Each("--missing-value", table.MissingValues);
        Add("--unit", table.Unit);
        Add("--id", table.Id);
        Add("--weight", table.Weight);
        Add("--model-column", table.Model);
        Add("--metadata", table.MetadataPath);
        Add("--metadata-key", table.MetadataKey);
        AddChanged("--uncertain", table.UncertainLabels, "masked");
        Add("--split", table.Split);
        Add("--validation", request.ValidationSplit);
        Add("--test", request.TestSplit);
        AddChanged("--intersections", request.Intersections, defaults.Intersections);
        AddChanged("--threshold", request.Threshold, defaults.Threshold);
        Each("--metric", request.Metrics);
        Each("--criterion", request.Criteria);
        AddChanged("--parity", request.Parity, defaults.Parity);
        Add("--missing", request.Missing);
        AddChanged("--replicates", request.Replicates, defaults.Replicates);
        AddChanged("--permutations", request.Permutations, defaults.Permutations);
        AddChanged("--confidence", request.Confidence, defaults.Confidence);
        Add("--seed", request.Seed.ToString(CultureInfo.InvariantCulture));
        Each(
            "--reference",
            request.References.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}={r.Value}"));
        Each("--margin", request.Margins.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => $"{m.Key}={m.Value.ToString("R", CultureInfo.InvariantCulture)}"));
        Each("--waive", request.Waivers.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key}:{w.Value}"));
        Each("--fail-on", request.FailOn);
        Add("--baseline", baseline);
        Add("--out", "audit");
        return string.Join(" \\\n    ", words);

        void Each(string option, IEnumerable<string> values)
        {
            foreach (string value in values)
            {
                Add(option, value);
            }
        }
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:,=@".Contains(c))
        ? word
        : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
