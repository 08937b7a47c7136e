namespace Isonomia.Datasets;

/// <summary>Which files and columns make a table of predictions.</summary>
public sealed record PredictionRequest
{
    /// <summary>
    /// The <see cref="Model"/> that says: every file holds the predictions of one model, named as the file.
    /// </summary>
    public const string FileAsModel = "(file)";

    /// <summary>CSV, TSV, Parquet or JSON lines (each also gzipped), with the same columns.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>
    /// The task, or null to infer it: several labels → multilabel, several scores → multiclass, else binary.
    /// </summary>
    public string? Task { get; init; }

    /// <summary>The label columns; one for all tasks but multilabel.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The score columns. Multiclass: one a class, written <c>class=column</c> or just the column
    /// named as the class.
    /// Multilabel: one a label, in the order of the labels.</summary>
    public required IReadOnlyList<string> Scores { get; init; }

    /// <summary>The label value that is the positive class (every other value is negative), or null: 1 or true of a
    /// 0/1 or boolean column.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>Attribute specifications: <c>sex</c>, <c>age:0,40,60</c> (bins [0, 40), [40, 60), ≥60),
    /// <c>sex:M=male,F=female</c> (value mapping), each optionally renamed: <c>skin=fitzpatrick</c>.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>Control columns, specified like attributes.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>The patient column, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The column that identifies a row (image), or null.</summary>
    public string? Id { get; init; }

    /// <summary>The sampling weight column, or null.</summary>
    public string? Weight { get; init; }

    /// <summary>The split column, or null.</summary>
    public string? Split { get; init; }

    /// <summary>
    /// The model or seed column, <see cref="FileAsModel"/> where every file is a model, or null: one model.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>A second table with the attributes, joined by <see cref="MetadataKey"/>, or null.</summary>
    public string? MetadataPath { get; init; }

    /// <summary>
    /// The join: <c>id</c>, or <c>id=img_id</c> where the columns differ; required with a metadata table.
    /// </summary>
    public string? MetadataKey { get; init; }

    /// <summary>Embeddings of the rows: CSV, TSV, Parquet, JSON lines or .npy, or null.</summary>
    public string? EmbeddingsPath { get; init; }

    /// <summary>
    /// The column that identifies an embedding: <c>id</c>, or <c>id=img_id</c> where the columns differ; null: the rows
    /// of both files are in the same order.
    /// </summary>
    public string? EmbeddingsKey { get; init; }

    /// <summary>
    /// How text that means "unknown" is written besides the empty cell (for example <c>UNK</c>, <c>-1</c>), exact
    /// match.
    /// </summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>What an unknown label is read as: <c>masked</c> (default), <c>zeros</c> or <c>ones</c>.</summary>
    public string UncertainLabels { get; init; } = "masked";

    /// <summary>
    /// The most groups an attribute may have, at least 1; more is taken for a mistake (an identifier, a number
    /// without bins).
    /// </summary>
    public int GroupLimit { get; init; } = 1000;
}
