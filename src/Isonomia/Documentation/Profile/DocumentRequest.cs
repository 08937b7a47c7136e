using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>Which cohort to document, and what to hold it against.</summary>
public sealed record DocumentRequest
{
    /// <summary>The cohort and the roles of its columns.</summary>
    public required CohortSource Source { get; init; }

    /// <summary>Columns with facts about how pictures were made (site, scanner, view); those with usual names are
    /// found.</summary>
    public IReadOnlyList<string> Acquisition { get; init; } = [];

    /// <summary>A table with the columns <c>attribute</c>, <c>category</c> and <c>share</c> (or <c>count</c>): the
    /// reference population, or
    /// null.</summary>
    public string? Reference { get; init; }

    /// <summary>What the reference is, for example <c>catchment area, census 2021</c>.</summary>
    public string? ReferenceName { get; init; }

    /// <summary>A table with the columns <c>condition</c>, <c>group</c> and <c>count</c> (and <c>attribute</c>): the
    /// people who are ill, for participation-to-prevalence ratios, or null.</summary>
    public string? DiseaseBurden { get; init; }

    /// <summary>A column that orders the patients (a date, a year, a number of entry), or null: one with a usual name
    /// is found. Missing values are searched for a step along it.</summary>
    public string? Order { get; init; }

    /// <summary>Columns that predict an attribute, by attribute: who is among those without a value is estimated from
    /// them, validated where the attribute is known.</summary>
    public IReadOnlyDictionary<string, string> Predictions { get; init; } = new Dictionary<string,
        string>(StringComparer.Ordinal);

    /// <summary>A table with the ids of patients who withdrew their consent (column <c>patient</c>, or its first), or
    /// null. They are counted, never named.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>Who or what made the labels: one of <see cref="LabelSources"/>, or null: not stated.</summary>
    public string? LabelSource { get; init; }

    /// <summary>The folder of the curation that made the cohort (<c>curation.json</c>), or null.</summary>
    public string? Curation { get; init; }

    /// <summary>The sources of labels, from the weakest: <c>machine</c>, <c>report</c>, <c>expert</c>, <c>experts</c>
    /// (several) and <c>experts_by_group</c> (several, with their agreement by group).</summary>
    public static IReadOnlyList<string> LabelSources { get; } =
        ["machine", "report", "expert", "experts", "experts_by_group"];

    /// <summary>The licence of the data, by id, name or address; null: not stated.</summary>
    public string? License { get; init; }

    /// <summary>A file with a licence that the table does not know, as a person read it (see
    /// <see cref="Documentation.LicenseEntry"/>), or null.</summary>
    public string? LicenseEntry { get; init; }

    /// <summary>A column with a licence for each row, or null: one with a usual name is found.</summary>
    public string? LicenseColumn { get; init; }

    /// <summary>Consent codes of the Data Use Ontology, for example <c>HMB</c> or <c>DUO:0000018</c>.</summary>
    public IReadOnlyList<string> ConsentCodes { get; init; } = [];

    /// <summary>The use that the gate decides about.</summary>
    public DataUse Use { get; init; } = new();

    /// <summary>The counts below which a cell is hidden in the Croissant file and the cards (not in your own page and
    /// JSON).</summary>
    public int SmallCell { get; init; } = 5;

    /// <summary>The rate that planning starts from, in (0, 1).</summary>
    public double PlannedRate { get; init; } = 0.8;

    /// <summary>The within-patient correlation of images, an assumption of planning, in [0, 1].</summary>
    public double WithinPatientCorrelation { get; init; } = 0.5;

    /// <summary>The language of the texts, or null: found for each text.</summary>
    public string? TextLanguage { get; init; }

    /// <summary>How attributes were obtained, by attribute: self-reported, clinician, record, text, inferred. Not
    /// stated: unknown.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string,
        string>(StringComparer.Ordinal);

    /// <summary>The <c>check.json</c> that 'isonomia check' wrote for the same table, or its folder, or null: integrity
    /// is judged by patients of splits and confounding alone.</summary>
    public string? IntegrityCheck { get; init; }

    /// <summary>The seed of the permutations and the bootstrap.</summary>
    public ulong Seed { get; init; }
}
