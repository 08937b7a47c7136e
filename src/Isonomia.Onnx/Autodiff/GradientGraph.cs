namespace Isonomia.Onnx;

/// <summary>A model that computes a loss and its gradients in one run.</summary>
/// <param name="Model">The model, of plain ONNX operators.</param>
/// <param name="LossName">The output that holds the loss, a scalar.</param>
/// <param name="GradientNames">Per wanted tensor the output that holds its gradient, in the tensor's shape.</param>
/// <param name="Unreached">Wanted tensors that do not reach the loss; their gradients are zero everywhere.</param>
/// <param name="NodeCount">Nodes of the model and how many of them the gradient added.</param>
public sealed record GradientGraph(
    OnnxModel Model,
    string LossName,
    IReadOnlyDictionary<string, string> GradientNames,
    IReadOnlyList<string> Unreached,
    (int All, int Added) NodeCount)
{
    /// <summary>Writes the gradient graph.</summary>
    /// <param name="request">Model, shapes, loss and tensors.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="ModelException">The model cannot be differentiated; the message names node and
    /// operator.</exception>
    /// <exception cref="ArgumentException">A tensor is unknown or holds no real numbers, or a shape is
    /// missing.</exception>
    public static GradientGraph Build(GradientRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        PreparedGraph prepared = PreparedGraph.Of(
            request.Model, request.InputShapes, request.With, [.. request.Loss.Outputs, .. request.Keep]);
        NodeWriter writer = prepared.Writer;
        Value loss = request.Loss.Write(writer);
        Dictionary<string, Value?> gradients = new ReverseMode(writer, request.Model.Path).Run(loss, request.With);
        prepared.Model.Graph.Output.Clear();
        string lossName = writer.Output(loss, Free(request, "loss"));
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach ((string name, Value? gradient) in gradients)
        {
            Value value = gradient ?? writer.Zeros(writer[name].Type, writer[name].Shape);
            names[name] = writer.Output(value, $"gradient/{name}");
        }

        foreach (string name in request.Keep.Distinct(StringComparer.Ordinal))
        {
            writer.Output(writer[name]);
        }

        GraphPruning.Apply(prepared.Model.Graph);
        return new GradientGraph(
            OnnxModel.Of(prepared.Model, request.Model.Path), lossName, names,
            [.. gradients.Where(entry => entry.Value is null).Select(entry => entry.Key)],
            (prepared.Model.Graph.Node.Count, prepared.Model.Graph.Node.Count - prepared.NodeCount));
    }

    private static string Free(GradientRequest request, string name) =>
        request.Keep.Contains(name) || request.Loss.Outputs.Contains(name) ? $"{name}/value" : name;
}
