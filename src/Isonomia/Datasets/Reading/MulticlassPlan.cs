namespace Isonomia.Datasets;

/// <summary>One of several classes with a score for each.</summary>
internal sealed class MulticlassPlan : OutcomePlan
{
    private readonly Planned<CategorySink> _label;
    private readonly List<Planned<NumberSink>> _scores = [];
    private readonly List<string> _classes = [];

    internal MulticlassPlan(PredictionRequest request, ColumnPlan plan)
    {
        _label = plan.Categories(request.Labels[0], LabelTyping.Limit);
        foreach (string text in request.Scores)
        {
            int at = plan.Knows(text) ? -1 : text.IndexOf('=', StringComparison.Ordinal);
            _classes.Add(at < 0 ? text : text[..at]);
            _scores.Add(plan.Numbers(text[(at + 1)..]));
        }

        if (_classes.Distinct().Count() < _classes.Count)
        {
            throw new ArgumentException("A class has two score columns; expected one a class.", nameof(request));
        }
    }

    internal override Outcome? Build(ReadingState state)
    {
        TableSource source = state.Plan.SourceOf(_label.Joined);
        int[]? map = LabelTyping.Classes(_label.Sink, _classes, source, state.Problems);
        int[] labels = state.Plan.Take(_label);
        int count = _classes.Count;
        if ((long)labels.Length * count > Array.MaxLength)
        {
            state.Problems.Add(new TableProblem(
                $"{Words.Count(labels.Length, "row")} with {Words.Count(count)} scores each are more than one table "
                    + "can hold; split it.",
                source.Path));
            return null;
        }

        double[] scores = new double[labels.Length * count];
        for (int k = 0; k < count; k++)
        {
            double[] column = state.Plan.Take(_scores[k]);
            NoteScores(state, _scores[k], column, probabilities: true);
            for (int i = 0; i < column.Length; i++)
            {
                scores[(i * count) + k] = column[i];
            }
        }

        if (map is null)
        {
            return null;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = labels[i] < 0 ? -1 : map[labels[i]];
        }

        NoteUnlabeled(state, _label.Sink.Column, labels.LongCount(label => label < 0));
        string[] absent = [.. _classes.Where((_, k) => Array.IndexOf(labels, k) < 0)];
        state.Note(
            "classes_without_rows",
            absent.Length,
            $"{Words.Count(absent.Length)} of {Words.Count(count)} classes ({Words.Quoted(absent, 5)}) "
                + $"{(absent.Length == 1 ? "is" : "are")} "
            + "the label of no row; metrics of such a class are undefined.");
        return new Outcome.Multiclass(_classes, labels, scores);
    }
}
