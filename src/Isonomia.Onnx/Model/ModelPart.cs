namespace Isonomia.Onnx;

/// <summary>Takes a part out of a model.</summary>
public static class ModelPart
{
    /// <summary>The model without some of its inputs and all that depends on them.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="inputs">Names of inputs; names that the model lacks are passed over.</param>
    /// <returns>A model with the outputs that depend on none of them, and with what those need.</returns>
    /// <exception cref="ModelException">Every output depends on them.</exception>
    public static OnnxModel Without(OnnxModel model, params IReadOnlyCollection<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        ModelProto copy = new(model.Proto);
        GraphProto graph = copy.Graph;
        HashSet<string> gone = [.. inputs];
        foreach (NodeProto node in GraphCheck.Sorted(graph) ?? [.. graph.Node])
        {
            if (GraphCheck.Needs(node).Any(gone.Contains))
            {
                gone.UnionWith(node.Output);
            }
        }

        foreach (ValueInfoProto output in graph.Output.Where(output => gone.Contains(output.Name)).ToArray())
        {
            graph.Output.Remove(output);
        }

        if (graph.Output.Count == 0)
        {
            throw new ModelException(model.Path, $"all its outputs depend on {string.Join(", ", inputs)}");
        }

        foreach (ValueInfoProto input in graph.Input.Where(input => inputs.Contains(input.Name)).ToArray())
        {
            graph.Input.Remove(input);
        }

        GraphPruning.Apply(graph);
        HashSet<string> known = [.. graph.Node.SelectMany(node => node.Output)];
        foreach (ValueInfoProto value in graph.ValueInfo.Where(value => !known.Contains(value.Name)).ToArray())
        {
            graph.ValueInfo.Remove(value);
        }

        return OnnxModel.Of(copy, model.Path);
    }
}
