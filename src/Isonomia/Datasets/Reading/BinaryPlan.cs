namespace Isonomia.Datasets;

/// <summary>One binary label with a score, or several of them.</summary>
internal sealed class BinaryPlan : OutcomePlan
{
    private readonly List<(Planned<CategorySink> Label, Planned<NumberSink> Score)> _columns = [];
    private readonly bool _single;

    internal BinaryPlan(PredictionRequest request, ColumnPlan plan, bool single)
    {
        _single = single;
        foreach ((string label, string score) in request.Labels.Zip(request.Scores))
        {
            _columns.Add((plan.Categories(label, LabelTyping.Limit), plan.Numbers(score)));
        }
    }

    internal override Outcome? Build(ReadingState state)
    {
        sbyte[]?[] labels = [.. _columns.Select(column => Labels(state, column.Label))];
        double[][] scores = [.. _columns.Select(column => Scores(state, column.Score))];
        if (Array.Exists(labels, label => label is null))
        {
            return null;
        }

        return _single
            ? new Outcome.Binary(labels[0]!, scores[0], state.Request.PositiveLabel ?? "1")
            : new Outcome.Multilabel([.. state.Request.Labels], labels!, scores);
    }

    private static double[] Scores(ReadingState state, Planned<NumberSink> column)
    {
        double[] scores = state.Plan.Take(column);
        NoteScores(state, column, scores, probabilities: true);
        return scores;
    }

    private static sbyte[]? Labels(ReadingState state, Planned<CategorySink> column)
    {
        PredictionRequest request = state.Request;
        TableSource source = state.Plan.SourceOf(column.Joined);
        sbyte[]? map = LabelTyping.Binary(column.Sink, request.PositiveLabel, source, state.Problems);
        if (map is null)
        {
            return null;
        }

        (sbyte unknown, string asWhat) = request.UncertainLabels switch
        {
            "zeros" => ((sbyte)0, "negative"),
            "ones" => ((sbyte)1, "positive"),
            _ => ((sbyte)-1, string.Empty),
        };
        int[] codes = state.Plan.Take(column);
        sbyte[] labels = new sbyte[codes.Length];
        long[] counts = new long[3];
        for (int i = 0; i < labels.Length; i++)
        {
            sbyte label = codes[i] < 0 ? (sbyte)-1 : map[codes[i]];
            counts[label + 1]++;
            labels[i] = label < 0 ? unknown : label;
        }

        Note(state, column.Sink, counts, asWhat);
        return labels;
    }

    private static void Note(ReadingState state, CategorySink sink, long[] counts, string asWhat)
    {
        string name = sink.Column;
        if (asWhat.Length == 0)
        {
            NoteUnlabeled(state, name, counts[0]);
        }
        else
        {
            state.Note(
                "unknown_labels_read",
                counts[0],
                $"{Words.Have(counts[0], "row")} no label in '{name}' and {(counts[0] == 1 ? "was" : "were")} read as "
                    + $"{asWhat}, as asked.");
        }

        if (state.Request.PositiveLabel is { } positive)
        {
            int rest = sink.Names.Count - 1;
            state.Note(
                "labels_one_against_rest",
                rest > 1 ? rest : 0,
                $"'{name}' has {Words.Count(rest)} labels besides '{positive}'; all of them are read as negative.");
        }

        bool single = counts[1] == 0 ^ counts[2] == 0;
        state.Note(
            "single_class",
            single && asWhat.Length == 0 ? counts[1] + counts[2] : 0,
            $"Every known label of '{name}' is {(counts[2] == 0 ? "negative" : "positive")}; "
            + "metrics that need both classes are undefined.");
    }
}
