namespace Isonomia.Datasets;

/// <summary>Predictions with everything an audit needs to know about each row; columns are typed once, here.</summary>
public sealed partial record PredictionTable
{
    /// <summary>How many rows the table has.</summary>
    public required int RowCount { get; init; }

    /// <summary>The label and the scores.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The sensitive attributes, in the order they were asked for; crossings are made later.</summary>
    public required IReadOnlyList<Grouping> Attributes { get; init; }

    /// <summary>The control columns, within whose levels every aggregate is also computed.</summary>
    public IReadOnlyList<Grouping> Controls { get; init; } = [];

    /// <summary>
    /// The patient (resampling unit) of every row as a code in [0, UnitCount), or null: every row its own unit.
    /// </summary>
    public int[]? Units { get; init; }

    /// <summary>How many units there are; the row count where no unit column was given.</summary>
    public required int UnitCount { get; init; }

    /// <summary>
    /// The identifier of every row as a code (the same code, the same identifier; -1 where missing), or null.
    /// </summary>
    public int[]? Ids { get; init; }

    /// <summary>Sampling weights ≥ 0, or null.</summary>
    public double[]? Weights { get; init; }

    /// <summary>The embeddings of the rows, or null: none were named.</summary>
    public EmbeddingTable? Embeddings { get; init; }

    /// <summary>The split of every row (codes into its groups), or null.</summary>
    public Grouping? Split { get; init; }

    /// <summary>The model or seed of every row (codes into its groups), or null: one model.</summary>
    public Grouping? Model { get; init; }

    /// <summary>Where the rows came from, with the hash of every file.</summary>
    public required DataFingerprint Fingerprint { get; init; }

    /// <summary>Decisions that were made while reading and that every report must show.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}
