using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>What has to be read for a task, and how it becomes an outcome.</summary>
internal abstract class OutcomePlan
{
    private static readonly string[] Tasks = ["binary", "multiclass", "multilabel", "regression", "segmentation"];
    private static readonly string[] Treatments = ["masked", "ones", "zeros"];

    /// <summary>Chooses the plan and registers its columns.</summary>
    /// <exception cref="UnknownNameException">The task, the treatment or a column is unknown.</exception>
    /// <exception cref="ArgumentException">The numbers of label and score columns do not fit the task.</exception>
    internal static OutcomePlan Of(PredictionRequest request, ColumnPlan plan)
    {
        string task = request.Task
            ?? (request.Labels.Count > 1 ? "multilabel" : request.Scores.Count > 1 ? "multiclass" : "binary");
        Known("Task", task, Tasks);
        Known("Treatment of unknown labels", request.UncertainLabels, Treatments);
        (int labels, int scores) = (request.Labels.Count, request.Scores.Count);
        bool fits = task switch
        {
            "multiclass" => labels == 1 && scores >= 2,
            "multilabel" => labels >= 1 && scores == labels,
            _ => labels == 1 && scores == 1,
        };
        if (!fits)
        {
            string expected = task switch
            {
                "multiclass" => "one label column and one score column a class (at least 2)",
                "multilabel" => "as many score columns as label columns",
                _ => "one label column and one score column",
            };
            throw new ArgumentException(
                $"Task '{task}' was given {Words.Count(labels, "label column")} and "
                    + $"{Words.Count(scores, "score column")}; "
                + $"expected {expected}.",
                nameof(request));
        }

        if (request.UncertainLabels != "masked" && task is not ("binary" or "multilabel"))
        {
            throw new ArgumentException(
                $"Unknown labels of task '{task}' can only be masked; '{request.UncertainLabels}' is for binary "
                    + "labels.",
                nameof(request));
        }

        return task switch
        {
            "binary" or "multilabel" => new BinaryPlan(request, plan, single: task == "binary"),
            "multiclass" => new MulticlassPlan(request, plan),
            "regression" => new RegressionPlan(request, plan),
            _ => new SegmentationPlan(request, plan),
        };
    }

    /// <summary>Builds the outcome; null where the labels cannot be typed (a problem says so).</summary>
    internal abstract Outcome? Build(ReadingState state);

    /// <summary>Notes missing and unusual scores of one column.</summary>
    private protected static void NoteScores(
        ReadingState state, Planned<NumberSink> column, double[] scores, bool probabilities)
    {
        NumberSink sink = column.Sink;
        long without = scores.LongCount(double.IsNaN);
        string detail = sink.NotANumber + sink.Infinite == 0 || column.Joined
            ? string.Empty
            : $" ({Words.Count(sink.Empty)} empty, {Words.Count(sink.NotANumber)} NaN, {Words.Count(sink.Infinite)} "
                + "infinite)";
        state.Note(
            "rows_without_score",
            without,
            $"{Words.Have(without, "row")} no finite number in '{sink.Column}'{detail} and "
                + $"{(without == 1 ? "is" : "are")} "
            + "left out of every metric that needs it.");
        long outside = probabilities ? scores.LongCount(score => score is < 0 or > 1) : 0;
        state.Note(
            "scores_not_probabilities",
            outside,
            $"{Words.Have(outside, "row")} a score in '{sink.Column}' outside [0, 1]; ranks are used, "
            + "and metrics of probabilities are undefined.");
    }

    /// <summary>Notes rows without a label.</summary>
    private protected static void NoteUnlabeled(ReadingState state, string column, long count) => state.Note(
        "rows_without_label",
        count,
        $"{Words.Have(count, "row")} no label in '{column}' and {(count == 1 ? "is" : "are")} left out of every metric "
            + "that needs it.");

    private static void Known(string kind, string name, string[] names)
    {
        if (!names.Contains(name))
        {
            throw new UnknownNameException(kind, name, names);
        }
    }
}
