namespace Isonomia.Datasets;

/// <summary>A reference mask and a predicted mask for every row; paths are relative to the table's folder.</summary>
internal sealed class SegmentationPlan(PredictionRequest request, ColumnPlan plan) : OutcomePlan
{
    private readonly Planned<TextSink> _reference = plan.Texts(request.Labels[0]);
    private readonly Planned<TextSink> _prediction = plan.Texts(request.Scores[0]);

    internal override Outcome Build(ReadingState state)
    {
        string[] references = Paths(state, _reference, out long withoutReference);
        string[] predictions = Paths(state, _prediction, out long withoutPrediction);
        NoteUnlabeled(state, _reference.Sink.Column, withoutReference);
        state.Note(
            "rows_without_score",
            withoutPrediction,
            $"{Words.Have(withoutPrediction, "row")} no mask in '{_prediction.Sink.Column}' and "
            + $"{(withoutPrediction == 1 ? "is" : "are")} left out of every metric.");
        return new Outcome.Segmentation(references, predictions);
    }

    private static string[] Paths(ReadingState state, Planned<TextSink> column, out long missing)
    {
        string?[] texts = state.Plan.Take(column);
        string[] paths = new string[texts.Length];
        missing = 0;
        string folder = string.Empty;
        TableSource? last = null;
        for (int i = 0; i < paths.Length; i++)
        {
            TableSource source = column.Joined ? state.Plan.SourceOf(true) : state.Origins.Locate(i).Source;
            if (source != last)
            {
                folder = Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
                last = source;
            }

            missing += texts[i] is null ? 1 : 0;
            paths[i] = texts[i] is { } text ? Path.GetFullPath(text, folder) : string.Empty;
        }

        return paths;
    }
}
