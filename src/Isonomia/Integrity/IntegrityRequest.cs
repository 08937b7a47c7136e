using System.Text.Json.Serialization;
using Isonomia.Datasets;

namespace Isonomia.Integrity;

/// <summary>Which cohort to check, and how.</summary>
public sealed record IntegrityRequest
{
    /// <summary>The cohort and the roles of its columns.</summary>
    public required CohortSource Source { get; init; }

    /// <summary>Columns with facts about how pictures were made; those with usual names are found.</summary>
    public IReadOnlyList<string> Acquisition { get; init; } = [];

    /// <summary>The checks to run, by id; empty for all.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Thresholds as <c>check.name</c> and value, for example <c>site_label.v</c> and 0.25.</summary>
    public IReadOnlyDictionary<string, double> Settings { get; init; } = new Dictionary<string, double>();

    /// <summary>Findings that were accepted, by the check's id, each with its reason.</summary>
    public IReadOnlyDictionary<string, string> Accepted { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether picture files are opened.</summary>
    public bool ReadsPictures { get; init; } = true;

    /// <summary>Whether the data are to leave the house: then writing in pictures and identifying headers
    /// block.</summary>
    public bool IsForRelease { get; init; }

    /// <summary>The columns with out-of-fold probabilities of the classes of the first label, in the order of the
    /// classes (one column for a label of two classes: that of the second); empty: labels are not doubted.</summary>
    public IReadOnlyList<string> Probabilities { get; init; } = [];

    /// <summary>A public data set that the cohort is said to be a copy or a part of, by its name in the catalogue;
    /// null: guessed from the form of the ids.</summary>
    public string? CopyOf { get; init; }

    /// <summary>The table of the original that the cohort is a copy or a part of, with the same ids, or null.</summary>
    public string? Original { get; init; }

    /// <summary>How many sample ids and how much evidence a finding keeps.</summary>
    public int ExampleCount { get; init; } = 20;

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many threads may work; the result does not depend on it.</summary>
    [JsonIgnore]
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
