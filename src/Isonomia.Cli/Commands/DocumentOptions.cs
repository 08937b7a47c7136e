using System.CommandLine;
using System.Globalization;
using Isonomia.Documentation;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia document</c>.</summary>
internal sealed class DocumentOptions
{
    private readonly CohortOptions _cohort = new();

    internal Option<string> Out { get; } = new("--out") { Description = "The folder for document.html, document.json, "
        + "croissant.json, README.md and datasheet.md (with datasheet.plain.md, .clinical.md, .technical.md).",
            HelpName = "FOLDER", Required = true };

    internal Option<bool> Compatible { get; } =
        new("--compatible") { Description = "Also writes the two Responsible AI properties as the reference library "
        + "spells them." };

    internal Option<string> CroissantVersion { get; } =
        new("--croissant") { Description = "The version of the Croissant file: 1.1 or 1.0.",
        DefaultValueFactory = _ => "1.1" };

    private readonly Option<string[]> _acquisition =
        new("--acquisition") { Description = "A column that tells how images were made (site, scanner, view); may be "
        + "repeated.", HelpName = "COL" };
    private readonly Option<string?> _reference =
        new("--reference") { Description = "A table with attribute, category and share (or count): the reference "
        + "population.", HelpName = "FILE" };
    private readonly Option<string?> _referenceName =
        new("--reference-name") { Description = "What the reference is, with its date." };
    private readonly Option<string?> _burden =
        new("--burden") { Description = "A table with condition, group and count (and attribute): the people who are "
        + "ill, for participation-to-prevalence ratios.", HelpName = "FILE" };
    private readonly Option<string?> _order =
        new("--order") { Description = "A date, year or number that orders the patients: missing values are searched "
        + "for a step along it. A column with a usual name is found.", HelpName = "COL" };
    private readonly Option<string[]> _predicted =
        new("--predicted") { Description = "A column that predicts an attribute: sex=predicted_sex; who is among those "
        + "without a value is estimated from it; may be repeated.", HelpName = "ATTRIBUTE=COL" };
    private readonly Option<string?> _withdrawn =
        new("--withdrawn") { Description = "A table with the ids of patients who withdrew their consent: any use is "
        + "refused while they are in.", HelpName = "FILE" };
    private readonly Option<string?> _labelSource =
        new("--label-source") { Description = $"Who made the labels: {string.Join(", ", DocumentRequest.LabelSources)}."
        };
    private readonly Option<string?> _curation =
        new("--curation") { Description = "The folder of the 'isonomia curate' that made this cohort.",
        HelpName = "DIR" };
    private readonly Option<string?> _license =
        new("--license") { Description = "The licence of the data: an id, a name such as 'CC BY 4.0', an address, or "
        + "'none'." };
    private readonly Option<string?> _licenseEntry =
        new("--license-entry") { Description = "A JSON file with a licence that the table does not know, as a person "
        + "read it.", HelpName = "FILE" };
    private readonly Option<string?> _licenseColumn =
        new("--license-column") { Description = "The column with a licence for each row.", HelpName = "COL" };
    private readonly Option<string[]> _duo =
        new("--duo") { Description = "A consent code (Data Use Ontology): HMB, DUO:0000018, DS=MONDO:0005148, "
        + "GS=Europe, TS=2027-01-01; may be repeated.", HelpName = "CODE" };
    private readonly Option<string> _purpose =
        new("--purpose") { Description = $"What for: {string.Join(", ", DataUse.Purposes)}.",
        DefaultValueFactory = _ => "research" };
    private readonly Option<string> _action =
        new("--action") { Description = $"What is done: {string.Join(", ", DataUse.Actions)}.",
        DefaultValueFactory = _ => "process" };
    private readonly Option<bool> _commercial =
        new("--commercial-actor") { Description = "Who uses it is commercial." };
    private readonly Option<string?> _place = new("--place") { Description = "The country of use." };
    private readonly Option<string?> _date =
        new("--date") { Description = "The day of use (yyyy-MM-dd), for consents with dates; without it they are "
        + "unknown." };
    private readonly Option<string?> _disease =
        new("--disease") { Description = "The disease of the use as a MONDO id." };
    private readonly Option<string[]> _documents =
        new("--document-at-hand") { Description = "A consent code whose document is at hand: IRB, COL, US, PS, IS.",
        HelpName = "CODE" };
    private readonly Option<string[]> _provenance =
        new("--provenance") { Description = "How an attribute was obtained: sex=self-reported (or clinician, record, "
        + "text, inferred); may be repeated.", HelpName = "ATTRIBUTE=HOW" };
    private readonly Option<int> _smallCell =
        new("--small-cell") { Description = "Counts below this are hidden in the files that leave the house.",
        DefaultValueFactory = _ => 5 };
    private readonly Option<double> _rate = new("--planned-rate") { Description = "The sensitivity, specificity and "
        + "AUROC that planning starts from.", DefaultValueFactory = _ => 0.8 };
    private readonly Option<double> _correlation =
        new("--within-patient") { Description = "The assumed correlation of images of one patient.",
        DefaultValueFactory = _ => 0.5 };
    private readonly Option<string?> _language =
        new("--text-language") { Description = "The language of the texts; found for each where it is not given." };
    private readonly Option<ulong> _seed =
        new("--seed") { Description = "The seed of permutations.", DefaultValueFactory = _ => 1 };

    private readonly Option<string?> _integrity =
        new("--integrity") { Description = "The check.json that 'isonomia check' wrote for this table: it decides the "
        + "readiness in integrity.", HelpName = "FILE" };

    internal void AddTo(Command command)
    {
        _cohort.AddTo(command);
        foreach (Option option in new Option[]
        {
            Out, _acquisition, _reference, _referenceName, _burden, _order, _predicted, _withdrawn, _labelSource,
                _curation, _license, _licenseEntry, _licenseColumn, _duo, _purpose, _action,
                _commercial, _place, _date, _disease, _documents,
            _provenance, _smallCell, _rate, _correlation, _language, _integrity, _seed, CroissantVersion, Compatible,
        })
        {
            command.Options.Add(option);
        }
    }

    internal DocumentRequest ToRequest(ParseResult parsed)
    {
        double rate = parsed.GetValue(_rate);
        double correlation = parsed.GetValue(_correlation);
        if (!(rate is > 0 and < 1) || !(correlation is >= 0 and <= 1))
        {
            throw new ArgumentException("--planned-rate lies between 0 and 1, and --within-patient is at least 0 and "
                + "at most 1.");
        }

        return new DocumentRequest
        {
            Source = _cohort.From(parsed),
            Acquisition = parsed.GetValue(_acquisition) ?? [],
            Reference = parsed.GetValue(_reference),
            ReferenceName = parsed.GetValue(_referenceName),
            DiseaseBurden = parsed.GetValue(_burden),
            Order = parsed.GetValue(_order),
            Predictions = Pairs(parsed.GetValue(_predicted) ?? []),
            Withdrawn = parsed.GetValue(_withdrawn),
            LabelSource = parsed.GetValue(_labelSource),
            Curation = parsed.GetValue(_curation),
            License = parsed.GetValue(_license),
            LicenseEntry = parsed.GetValue(_licenseEntry),
            LicenseColumn = parsed.GetValue(_licenseColumn),
            ConsentCodes = parsed.GetValue(_duo) ?? [],
            Use = new DataUse
            {
                Purpose = parsed.GetRequiredValue(_purpose),
                Action = parsed.GetRequiredValue(_action),
                IsCommercialActor = parsed.GetValue(_commercial),
                Place = parsed.GetValue(_place),
                Date = Day(parsed.GetValue(_date)),
                Disease = parsed.GetValue(_disease),
                Documents = parsed.GetValue(_documents) ?? [],
            },
            SmallCell = SmallCell(parsed),
            PlannedRate = rate,
            WithinPatientCorrelation = correlation,
            TextLanguage = parsed.GetValue(_language),
            Provenance = Provenance(parsed.GetValue(_provenance) ?? []),
            IntegrityCheck = parsed.GetValue(_integrity),
            Seed = parsed.GetValue(_seed),
        };
    }

    internal int SmallCell(ParseResult parsed) => Math.Max(0, parsed.GetValue(_smallCell));

    private static DateOnly? Day(string? text) => text is null
        ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly day)
            ? day
            : throw new ArgumentException($"'{text}' is no day; expected yyyy-MM-dd.");

    private static Dictionary<string, string> Pairs(string[] texts)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            pairs[at < 1 || at == text.Length - 1
                ? throw new ArgumentException($"'{text}' is not ATTRIBUTE=COL.") : text[..at]] = text[(at + 1)..];
        }

        return pairs;
    }

    private static Dictionary<string, string> Provenance(string[] texts)
    {
        string[] known = ["self-reported", "clinician", "record", "text", "inferred", "unknown"];
        Dictionary<string, string> provenance = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int at = text.LastIndexOf('=');
            string how = at < 0 ? string.Empty : text[(at + 1)..];
            if (at < 1 || !known.Contains(how))
            {
                throw new ArgumentException($"'{text}' is not ATTRIBUTE=HOW with one of {string.Join(", ", known)}.");
            }

            provenance[text[..at]] = how;
        }

        return provenance;
    }
}
