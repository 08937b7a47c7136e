namespace Isonomia.Onnx;

/// <summary>What a model under training gives for a batch, run in the parts that its steps are taken in.</summary>
internal sealed class OutputPass : IDisposable
{
    private readonly TrainingRequest _request;
    private readonly GraphProto _graph;
    private readonly GraphRunner _runner;
    private readonly IReadOnlyList<DropoutMask> _masks;
    private readonly string[] _given;
    private readonly string[] _parameters;
    private readonly (string Name, long[] Shape)[] _outputs;

    /// <param name="request">The training.</param>
    /// <param name="parameters">The weights that change.</param>
    /// <param name="outputs">The tensors to give out.</param>
    /// <param name="drops">Whether Dropout nodes drop what they drop in the step to come.</param>
    internal OutputPass(
        TrainingRequest request, IReadOnlyCollection<string> parameters, IReadOnlyList<string> outputs, bool drops)
    {
        _request = request;
        var prepared = PreparedGraph.Of(request.Model, PartedStep.MicroShapes(request), parameters, outputs);
        _graph = prepared.Model.Graph;
        _given = [.. _graph.Input.Select(input => input.Name)];
        _masks = drops && request.DropoutSeed is not null ? DropoutMask.Insert(prepared.Writer) : [];
        GraphFacts facts = prepared.Writer.Facts;
        _outputs = [.. outputs.Select(name => (name, facts.Shapes[name]))];
        _graph.Output.Clear();
        _graph.Output.Add(_outputs.Select(one => NodeWriter.ValueInfo(one.Name, facts.Types[one.Name], one.Shape)));
        GraphPruning.Apply(_graph);
        WeightQuantization.ReadLate(prepared.Writer);
        TensorProto[] moving = [.. _graph.Initializer.Where(tensor => parameters.Contains(tensor.Name))];
        foreach (TensorProto tensor in moving)
        {
            _graph.Initializer.Remove(tensor);
            _graph.Input.Add(NodeWriter.ValueInfo(tensor.Name, TensorProto.Types.DataType.Float, tensor.Dims));
        }

        _parameters = [.. moving.Select(tensor => tensor.Name)];
        _runner = new GraphRunner(prepared.Model, request.Model.Path, request.Session);
    }

    internal IReadOnlyList<OnnxTensor> Run(TrainingRun run)
    {
        int parts = _request.MicroBatchCount;
        OnnxTensor[] results = [.. _outputs.Select(one => new OnnxTensor(
            one.Name, [one.Shape[0] * parts, .. one.Shape.Skip(1)], new float[TensorData.Count(one.Shape) * parts]))];
        for (int part = 0; part < parts; part++)
        {
            using RunBinding binding = new(_runner);
            run.Inputs.Bind(binding, _graph, _given, part, parts);
            foreach (DropoutMask mask in _masks)
            {
                binding.Input<bool>(
                    mask.Input, mask.Draw(_request.DropoutSeed ?? 0, run.Number, part, parts), mask.Shape);
            }

            foreach (string name in _parameters)
            {
                binding.Input(name, run.From[name]);
            }

            foreach ((OnnxTensor result, (string name, long[] shape)) in results.Zip(_outputs))
            {
                int length = result.Values.Length / parts;
                binding.Output(name, result.Values.AsMemory(part * length, length), shape);
            }

            binding.Run();
        }

        return results;
    }

    public void Dispose() => _runner.Dispose();
}
