namespace Isonomia.Datasets;

/// <summary>A real target with a prediction.</summary>
internal sealed class RegressionPlan(PredictionRequest request, ColumnPlan plan) : OutcomePlan
{
    private readonly Planned<NumberSink> _target = plan.Numbers(request.Labels[0]);
    private readonly Planned<NumberSink> _prediction = plan.Numbers(request.Scores[0]);

    internal override Outcome Build(ReadingState state)
    {
        double[] targets = state.Plan.Take(_target);
        double[] predictions = state.Plan.Take(_prediction);
        NoteUnlabeled(state, _target.Sink.Column, targets.LongCount(double.IsNaN));
        NoteScores(state, _prediction, predictions, probabilities: false);
        return new Outcome.Regression(targets, predictions);
    }
}
