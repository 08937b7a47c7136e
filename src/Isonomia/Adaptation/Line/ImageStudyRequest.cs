namespace Isonomia.Adaptation;

/// <summary>From a table of pictures to a table of predictions: embed, fit a probe on one split, score the
/// others.</summary>
public sealed record ImageStudyRequest
{
    /// <summary>The table of pictures (CSV, TSV, Parquet or JSON lines).</summary>
    public required string ManifestPath { get; init; }

    /// <summary>The column that names a row; its values differ.</summary>
    public required string IdColumn { get; init; }

    /// <summary>The column with the picture file, absolute or relative to the table's folder.</summary>
    public required string ImageColumn { get; init; }

    /// <summary>The label column; an empty cell is an unknown label.</summary>
    public required string LabelColumn { get; init; }

    /// <summary>The value of the positive class, or null: the column holds 0 and 1, or false and true.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>The column that says which rows train, choose and test.</summary>
    public required string SplitColumn { get; init; }

    /// <summary>The patient (or lesion, where patients are unknown): no unit may be in two splits.</summary>
    public required string UnitColumn { get; init; }

    /// <summary>The value of training rows.</summary>
    public string TrainingSplit { get; init; } = "train";

    /// <summary>The value of the rows that choose C.</summary>
    public string ValidationSplit { get; init; } = "val";

    /// <summary>The value of test rows.</summary>
    public string TestSplit { get; init; } = "test";

    /// <summary>The folder with <c>model.json</c> and the ONNX file.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>Where <c>predictions.csv</c> and <c>embeddings.bin</c> go; made if absent.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
