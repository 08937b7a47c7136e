using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Integrity;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia check</c>.</summary>
internal sealed class CheckOptions
{
    internal Option<string> Out { get; } = new("--out")
    {
        Description = "The folder to write to: check.json, check.html.", HelpName = "DIR", Required = true,
    };

    internal Option<int> Pictures { get; } = NewOption.With(
        "--pictures", "N", "How many pieces of evidence a finding shows with pictures on the page; 0 for none.", 8);

    private readonly Option<string[]> _acquisition = NewOption.Many(
        "--acquisition", "COL",
            "A column that tells how pictures were made (site, scanner, view), besides those with usual "
            + "names.");

    private readonly Option<string[]> _set = NewOption.Many(
        "--set", "CHECK.NAME=VALUE", "A threshold: site_label.v=0.25. 'docs/guide/integrity.md' lists them.");

    private readonly Option<string[]> _accept = NewOption.Many(
        "--accept", "CHECK=REASON", "Accept a finding by its check's id, with the reason: "
            + "patient_overlap=\"teaching set, never reported\".");

    private readonly Option<string[]> _only = NewOption.Many("--only", "CHECK", "Run these checks only.");

    private readonly Option<bool> _tableOnly = new("--table-only") { Description = "Do not open picture files." };

    private readonly Option<bool> _release = new("--for-release")
    {
        Description = "The data are to leave the house: writing in pictures and identifying headers block.",
    };

    private readonly Option<string[]> _probabilities = NewOption.Many(
        "--probability", "COL", "Out-of-fold probabilities for the first label, a column a class in the order of the "
            + "classes (one for two classes): probable label errors are listed.");

    private readonly Option<string?> _copyOf = NewOption.One(
        "--copy-of", "NAME",
            "The public data set that this is said to be a copy or a part of ('isonomia datasets list').");

    private readonly Option<string?> _original = NewOption.One(
        "--original", "FILE", "The table of the original with the same ids: cells that differ are listed.");

    private readonly Option<ulong> _seed = NewOption.With<ulong>("--seed", "N", "The seed of every draw.", 1);

    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "How many threads may work; the result does not depend on it.", HelpName = "N",
    };

    internal void AddTo(Command command) => command.AddAll(
        Out, _acquisition, _set, _accept, _only, _tableOnly, _release, _probabilities, _copyOf, _original, Pictures,
        _seed, _threads);

    internal IntegrityRequest ToRequest(ParseResult parsed, CohortSource cohort)
    {
        int threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount;
        int pictures = parsed.GetValue(Pictures);
        if (threads < 1 || pictures < 0)
        {
            throw new ArgumentException($"--threads {threads}, --pictures {pictures}: expected at least 1 and 0.");
        }

        return new IntegrityRequest
        {
            Source = cohort,
            Acquisition = parsed.GetValue(_acquisition) ?? [],
            Checks = parsed.GetValue(_only) ?? [],
            Settings = Pairs("--set", parsed.GetValue(_set) ?? []).ToDictionary(
                pair => pair.Key,
                pair => double.TryParse(pair.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    && double.IsFinite(value)
                    ? value
                    : throw new ArgumentException($"--set {pair.Key}={pair.Value}: expected a number after '='."),
                StringComparer.Ordinal),
            Accepted = Pairs("--accept", parsed.GetValue(_accept) ?? []),
            ReadsPictures = !parsed.GetValue(_tableOnly),
            IsForRelease = parsed.GetValue(_release),
            Probabilities = parsed.GetValue(_probabilities) ?? [],
            CopyOf = parsed.GetValue(_copyOf),
            Original = parsed.GetValue(_original),
            Seed = parsed.GetValue(_seed),
            MaxThreads = threads,
        };
    }

    private static SortedDictionary<string, string> Pairs(string option, string[] texts)
    {
        SortedDictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || text[(equals + 1)..].Trim().Length == 0)
            {
                throw new ArgumentException($"{option} {text}: expected "
                    + (option == "--set" ? "a threshold and a number, CHECK.NAME=VALUE."
                        : "a check and a reason, CHECK=REASON."));
            }

            pairs[text[..equals].Trim()] = text[(equals + 1)..].Trim();
        }

        return pairs;
    }
}
