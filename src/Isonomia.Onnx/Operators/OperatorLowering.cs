using Isonomia.Catalogs;

namespace Isonomia.Onnx;

/// <summary>How a composite operator is written with simple ones, so that a gradient can go through it.</summary>
/// <remarks>Only nodes between a wanted tensor and the loss are rewritten; all others stay as the file has them. Finite
/// differences of the runtime's own operator check every entry (OperatorRuleConformanceTests).</remarks>
/// <param name="Id">The operator's name, with its domain in front where that is not the standard one.</param>
/// <param name="Write">Writes the nodes; gives the outputs in order, null for one that it cannot give.</param>
internal sealed partial record OperatorLowering(string Id, Func<OperatorCall, Value?[]> Write) : ICatalogEntry
{
    /// <summary>All entries.</summary>
    internal static Catalog<OperatorLowering> All => field ??= Catalog.Of<OperatorLowering>();

    /// <summary>Rewrites the composite nodes that depend on the wanted tensors.</summary>
    internal static void Apply(NodeWriter writer, string path, IReadOnlyCollection<string> variable)
    {
        NodeProto[] nodes = [.. writer.Graph.Node];
        if (!nodes.Any(node => All.TryGet(IdOf(node), out _)))
        {
            return;
        }

        HashSet<string> reached = [.. variable];
        writer.Graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            bool isReached = GraphCheck.Needs(node).Any(reached.Contains);
            if (isReached)
            {
                reached.UnionWith(node.Output);
            }

            if (isReached && All.TryGet(IdOf(node), out OperatorLowering? lowering))
            {
                Replace(writer, new OperatorCall(writer, path, node), lowering);
            }
            else
            {
                writer.Graph.Node.Add(node);
            }
        }
    }

    /// <summary>The operator's name as catalogs and messages have it.</summary>
    internal static string IdOf(NodeProto node) =>
        node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}";

    private static void Replace(NodeWriter writer, OperatorCall call, OperatorLowering lowering)
    {
        Value?[] outputs = lowering.Write(call);
        for (int i = 0; i < call.OutputCount; i++)
        {
            if (call.HasOutput(i))
            {
                writer.Alias(
                    (i < outputs.Length ? outputs[i] : null)
                        ?? throw call.Unsupported($"its output '{call.Node.Output[i]}' has no rule"),
                    call.Node.Output[i]);
            }
        }
    }

    /// <summary>A composite operator of one output.</summary>
    private static OperatorLowering Single(string id, Func<OperatorCall, Value> write) =>
        new(id, call => [write(call)]);
}
