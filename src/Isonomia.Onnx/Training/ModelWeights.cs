namespace Isonomia.Onnx;

/// <summary>The weights of a model as something that comes from outside.</summary>
public static class ModelWeights
{
    /// <summary>Makes weights inputs of the model, so that every run is given them.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="names">The names of float32 weights.</param>
    /// <returns>The model with as many more inputs.</returns>
    /// <exception cref="ArgumentException">A name is no weight of the model.</exception>
    public static OnnxModel AsInputs(OnnxModel model, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(names);
        ModelProto copy = new(model.Proto);
        HashSet<string> declared = [.. copy.Graph.Input.Select(input => input.Name)];
        foreach (string name in names)
        {
            TensorProto tensor = copy.Graph.Initializer.FirstOrDefault(one => one.Name == name)
                ?? throw new ArgumentException($"The model has no weights '{name}'.", nameof(names));
            copy.Graph.Initializer.Remove(tensor);
            if (declared.Add(name))
            {
                copy.Graph.Input.Add(
                    NodeWriter.ValueInfo(name, (TensorProto.Types.DataType)tensor.DataType, tensor.Dims));
            }
        }

        return OnnxModel.Of(copy, model.Path);
    }

    /// <summary>Gives a model other weights.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="weights">The weights by name; names that the model lacks are passed over.</param>
    /// <returns>The model with them.</returns>
    public static OnnxModel With(OnnxModel model, IReadOnlyCollection<OnnxTensor> weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(weights);
        Dictionary<string, OnnxTensor> given = weights.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        ModelProto copy = new(model.Proto);
        for (int i = 0; i < copy.Graph.Initializer.Count; i++)
        {
            if (given.TryGetValue(copy.Graph.Initializer[i].Name, out OnnxTensor? tensor))
            {
                copy.Graph.Initializer[i] = TensorData.Of(tensor.Name, tensor.Values, [.. tensor.Shape]);
            }
        }

        return OnnxModel.Of(copy, model.Path);
    }
}
