using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>The average of the parameters of a <see cref="TrainedNetwork"/>, which are numbered and not
/// named.</summary>
internal static class AveragedParameters
{
    /// <summary>Adds parameters as <see cref="TrainedNetwork.Snapshot"/> gives them.</summary>
    internal static void Add(this WeightAverage average, float[][] parameters) => average.Add(
        [.. parameters.Select((values, k) => new OnnxTensor($"{k}", [values.Length], values))]);

    /// <summary>The average, as <see cref="TrainedNetwork.Restore"/> takes it.</summary>
    internal static float[][] Parameters(this WeightAverage average) =>
        [.. Enumerable.Range(0, average.ParameterCount).Select(k => average.Mean($"{k}"))];
}
