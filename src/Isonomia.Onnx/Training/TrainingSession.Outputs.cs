using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <content>What the model gives while it is trained.</content>
public sealed partial class TrainingSession
{
    private readonly Dictionary<string, OutputPass> _passes = new(StringComparer.Ordinal);

    /// <summary>Runs the model with the parameters as they are now, in the parts that steps are taken in.</summary>
    /// <param name="numbers">The float32 inputs of the model, of a whole batch.</param>
    /// <param name="outputs">The tensors to give out, whose first axis holds the rows.</param>
    /// <param name="drops">Whether Dropout nodes drop what the next step drops
    /// (<see cref="TrainingRequest.DropoutSeed"/>), for losses whose gradient is worked out from the outputs; false for
    /// use.</param>
    /// <returns>The tensors of the whole batch, in the order that was asked for.</returns>
    /// <exception cref="ModelException">The model cannot be run on the inputs.</exception>
    public IReadOnlyList<OnnxTensor> Forward(
        IReadOnlyList<OnnxTensor> numbers, IReadOnlyList<string> outputs, bool drops = false)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(outputs);
        string key = $"{drops}\n{string.Join('\n', outputs)}";
        if (!_passes.TryGetValue(key, out OutputPass? pass))
        {
            pass = _passes[key] = new OutputPass(_request, ParameterNames, outputs, drops);
        }

        try
        {
            return pass.Run(new TrainingRun(
                new BatchInputs(numbers, []), StepCount + 1, [], _banks[_current], _banks[1 - _current]));
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException(
                _request.Model.Path, $"it cannot be run ({OnnxSession.OneLine(failure)})", failure);
        }
    }
}
