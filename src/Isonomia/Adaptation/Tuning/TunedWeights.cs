using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Trained weights and the model that they belong to.</summary>
/// <param name="Model">The model with its head and adapters.</param>
/// <param name="Parameters">The trained weights.</param>
internal sealed record TunedWeights(TuningModel Model, IReadOnlyCollection<OnnxTensor> Parameters)
{
    /// <summary>The plain model: adapters folded into the weights.</summary>
    internal OnnxModel Export() => Model.Merged(ModelWeights.With(Model.Model, Parameters));
}
