namespace Isonomia.Onnx;

/// <summary>A step in one run of one graph: forward, loss, backward, clipping and the optimizer's update.</summary>
internal sealed class WholeStep : ITrainingStep
{
    private readonly TrainingRequest _request;
    private readonly BackwardPass _pass;
    private readonly GraphRunner _runner;
    private readonly string _loss;
    private readonly string? _norm;

    internal WholeStep(TrainingRequest request)
    {
        _request = request;
        _pass = BackwardPass.Write(request, request.InputShapes, terms => terms.Value);
        _loss = _pass.Writer.Output(_pass.Loss, "training/loss");
        (_norm, States) = OptimizerUpdate.Write(_pass.Writer, request.Optimizer, _pass.Gradients);
        GraphPruning.Apply(_pass.Model.Graph);
        _runner = new GraphRunner(_pass.Model, request.Model.Path, request.Session);
    }

    public IReadOnlyList<TrainingState> States { get; }

    public TrainingStep Run(TrainingRun run)
    {
        using RunBinding binding = new(_runner);
        _pass.Bind(binding, _request, run);
        foreach ((string name, float value) in run.Scalars)
        {
            binding.Input(name, value);
        }

        foreach (TrainingState state in States)
        {
            binding.Input(state.Input, run.From[state.Input]);
            binding.Output(state.Output, run.To[state.Input]);
        }

        float[] loss = binding.Scalar(_loss);
        float[]? norm = _norm is null ? null : binding.Scalar(_norm);
        binding.Run();
        return new TrainingStep(run.Number, loss[0], norm?[0]);
    }

    public void Dispose() => _runner.Dispose();
}
