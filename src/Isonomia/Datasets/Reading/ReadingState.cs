namespace Isonomia.Datasets;

/// <summary>What the steps of one reading share.</summary>
internal sealed record ReadingState(PredictionRequest Request, IReadOnlyList<TableSource> Sources, ColumnPlan Plan)
{
    /// <summary>Where the prediction rows came from.</summary>
    internal RowOrigins Origins { get; } = new();

    /// <summary>Where the metadata rows came from.</summary>
    internal RowOrigins MetadataOrigins { get; } = new();

    /// <summary>Decisions to report.</summary>
    internal List<ReadingNote> Notes { get; } = [];

    /// <summary>What is wrong.</summary>
    internal List<TableProblem> Problems { get; } = [];

    /// <summary>Adds a note unless it concerns nothing.</summary>
    internal void Note(string id, long count, string sentence)
    {
        if (count > 0)
        {
            Notes.Add(new ReadingNote(id, sentence, count));
        }
    }
}
