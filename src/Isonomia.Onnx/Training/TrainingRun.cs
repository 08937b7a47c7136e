using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>What one step reads and where it writes.</summary>
/// <param name="Inputs">The tensors of the batch.</param>
/// <param name="Number">The step, from 1.</param>
/// <param name="Scalars">The optimizer's numbers of this step.</param>
/// <param name="From">The states before.</param>
/// <param name="To">Where the states after go.</param>
internal sealed record TrainingRun(
    BatchInputs Inputs, long Number, IReadOnlyList<(string Name, float Value)> Scalars,
    IReadOnlyDictionary<string, OrtValue> From, IReadOnlyDictionary<string, OrtValue> To);
