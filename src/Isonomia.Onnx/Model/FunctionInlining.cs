namespace Isonomia.Onnx;

/// <summary>Puts the bodies of a model's own functions where they are called, so that only operators are left.
/// </summary>
/// <remarks>Source: the ONNX IR specification, section Model Functions. Tensors inside get the call's name as prefix.
/// </remarks>
internal static class FunctionInlining
{
    private const int DeepestCall = 100;

    /// <summary>Changes the model in place.</summary>
    internal static void Apply(ModelProto model, string path)
    {
        if (model.Functions.Count == 0)
        {
            return;
        }

        Call call = new(model, path);
        call.Inline(model.Graph.Node, 0);
        model.Functions.Clear();
    }

    private sealed class Call(ModelProto model, string path)
    {
        private int _count;

        internal void Inline(Google.Protobuf.Collections.RepeatedField<NodeProto> nodes, int depth)
        {
            if (depth > DeepestCall)
            {
                throw new ModelException(path, "a function of the model calls itself; ONNX functions must not");
            }

            NodeProto[] given = [.. nodes];
            nodes.Clear();
            foreach (NodeProto node in given)
            {
                foreach (GraphProto inner in GraphCheck.Inside(node))
                {
                    Inline(inner.Node, depth);
                }

                if (model.Functions.FirstOrDefault(function => function.Name == node.OpType
                    && function.Domain == node.Domain && function.Overload == node.Overload) is { } function)
                {
                    FunctionProto body = Body(function, node);
                    Inline(body.Node, depth + 1);
                    nodes.Add(body.Node);
                }
                else
                {
                    nodes.Add(node);
                }
            }
        }

        /// <summary>A copy of the function with the call's tensors and attributes in place of its own.</summary>
        private FunctionProto Body(FunctionProto function, NodeProto call)
        {
            RequireSameOperators(function);
            FunctionProto body = function.Clone();
            Dictionary<string, string> names = new(StringComparer.Ordinal);
            for (int i = 0; i < function.Input.Count; i++)
            {
                names[function.Input[i]] = i < call.Input.Count ? call.Input[i] : string.Empty;
            }

            string prefix = $"{(call.Name.Length > 0 ? call.Name : call.OpType)}#{_count++}/";
            Dictionary<string, string> given = new(StringComparer.Ordinal);
            for (int i = 0; i < function.Output.Count && i < call.Output.Count; i++)
            {
                if (call.Output[i].Length == 0)
                {
                    continue;
                }

                // An output that is an input, or is given twice, is passed on by an Identity.
                if (names.ContainsKey(function.Output[i]) || !given.TryAdd(function.Output[i], call.Output[i]))
                {
                    body.Node.Add(new NodeProto
                    {
                        OpType = "Identity", Input = { function.Output[i] }, Output = { $"{prefix}{i}/out" },
                    });
                    given[$"{prefix}{i}/out"] = call.Output[i];
                }
            }

            foreach ((string inner, string outer) in given)
            {
                names[inner] = outer;
            }

            foreach (NodeProto node in body.Node)
            {
                Attributes(node, function, call);
            }

            GraphNames.Rename(body.Node, names, prefix);
            return body;
        }

        private void RequireSameOperators(FunctionProto function)
        {
            foreach (OperatorSetIdProto set in function.OpsetImport.Where(entry => entry.Domain is "" or "ai.onnx"))
            {
                long? own = model.OpsetImport.FirstOrDefault(entry => entry.Domain is "" or "ai.onnx")?.Version;
                if (own is null)
                {
                    model.OpsetImport.Add(set.Clone());
                }
                else if (own != set.Version)
                {
                    throw new ModelException(
                        path, $"the function '{function.Name}' uses operator set {set.Version}; the model's own, "
                            + $"{own}, was expected");
                }
            }

            foreach (OperatorSetIdProto set in function.OpsetImport.Where(entry =>
                model.OpsetImport.All(own => own.Domain != entry.Domain)))
            {
                model.OpsetImport.Add(set.Clone());
            }
        }

        /// <summary>Attributes that refer to the call's are taken from it, or from the function's defaults.</summary>
        private static void Attributes(NodeProto node, FunctionProto function, NodeProto call)
        {
            for (int i = node.Attribute.Count - 1; i >= 0; i--)
            {
                AttributeProto attribute = node.Attribute[i];
                if (attribute.RefAttrName.Length == 0)
                {
                    continue;
                }

                node.Attribute.RemoveAt(i);
                AttributeProto? source = call.Attribute.Concat(function.AttributeProto)
                    .FirstOrDefault(entry => entry.Name == attribute.RefAttrName);
                if (source is not null)
                {
                    node.Attribute.Add(new AttributeProto(source) { Name = attribute.Name });
                }
            }

            foreach (NodeProto inner in GraphCheck.Inside(node).SelectMany(graph => graph.Node))
            {
                Attributes(inner, function, call);
            }
        }
    }
}
