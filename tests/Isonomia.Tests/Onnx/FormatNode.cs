using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Nodes in the words of the file format, for graphs that the builder would not write.</summary>
internal static class FormatNode
{
    /// <summary>A node named after its first output.</summary>
    internal static NodeProto Node(string type, string[] inputs, string[] outputs, string domain = "")
    {
        NodeProto node = new() { OpType = type, Name = outputs[0], Domain = domain };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        return node;
    }
}
