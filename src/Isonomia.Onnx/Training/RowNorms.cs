using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>The norm of every row's gradient, all weights together.</summary>
/// <remarks>All rows at once where every weight has a rule (<see cref="GhostNorms"/>) and the rules agree with rows
/// taken one at a time on the first batch; one at a time otherwise, so that the norms are right for any
/// model.</remarks>
internal sealed class RowNorms : IDisposable
{
    private const string Norms = "training/row_norms";
    private const double Tolerance = 1e-3;

    private readonly TrainingRequest _request;
    private readonly BackwardPass _single;
    private readonly GraphRunner _singleRunner;
    private readonly BackwardPass? _ghost;
    private GraphRunner? _ghostRunner;
    private bool _isChecked;

    internal RowNorms(TrainingRequest request, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes)
    {
        _request = request;
        Dictionary<string, IReadOnlyList<long>> row = shapes.ToDictionary(
            entry => entry.Key, IReadOnlyList<long> (entry) => [1, .. entry.Value.Skip(1)]);
        _single = BackwardPass.Write(request, row, terms => terms.Sum);
        _single.Writer.Output(
            OptimizerUpdate.Norm(_single.Writer, _single.Gradients.Select(entry => entry.Gradient)).Reshape(1), Norms);
        GraphPruning.Apply(_single.Model.Graph);
        _singleRunner = new GraphRunner(_single.Model, request.Model.Path, request.Session);
        _ghost = BackwardPass.WriteRowNorms(request, shapes, Norms);
        _ghostRunner = _ghost is null ? null : new GraphRunner(_ghost.Model, request.Model.Path, request.Session);
    }

    /// <summary>Whether all rows are taken at once.</summary>
    internal bool IsVectorized => _ghostRunner is not null;

    /// <summary>Computes the norms of the rows of a part.</summary>
    /// <param name="run">The step.</param>
    /// <param name="parameters">The weights.</param>
    /// <param name="rows">The rows of a part.</param>
    /// <param name="part">The part, from 0.</param>
    /// <param name="partCount">How many parts.</param>
    internal float[] Run(
        TrainingRun run, IReadOnlyDictionary<string, OrtValue> parameters, int rows, int part, int partCount)
    {
        float[]? all = _ghostRunner is null ? null
            : Run(_ghost!, _ghostRunner, run, parameters, rows, part, partCount);
        if (all is not null && _isChecked)
        {
            return all;
        }

        // Once, the first and the last row are taken alone: a model that mixes rows shows there.
        int[] wanted = all is null ? [.. Enumerable.Range(0, rows)] : [.. new[] { 0, rows - 1 }.Distinct()];
        float[] single = new float[rows];
        foreach (int row in wanted)
        {
            single[row] = Run(
                _single, _singleRunner, run, parameters, 1, (part * rows) + row, partCount * rows)[0];
        }

        _isChecked = true;
        if (all is not null && wanted.All(
            row => Math.Abs(all[row] - single[row]) <= (Tolerance * Math.Abs(single[row])) + 1e-6))
        {
            return all;
        }

        if (all is not null)
        {
            _ghostRunner!.Dispose();
            _ghostRunner = null;
            return Run(run, parameters, rows, part, partCount);
        }

        return single;
    }

    public void Dispose()
    {
        _singleRunner.Dispose();
        _ghostRunner?.Dispose();
    }

    private float[] Run(
        BackwardPass pass, GraphRunner runner, TrainingRun run, IReadOnlyDictionary<string, OrtValue> parameters,
        int rows, int part, int partCount)
    {
        using RunBinding binding = new(runner);
        pass.Bind(binding, _request, run, part, partCount);
        foreach (string name in pass.ParameterNames)
        {
            binding.Input(name, parameters[name]);
        }

        float[] norms = binding.Numbers(Norms, rows);
        binding.Run();
        return norms;
    }
}
