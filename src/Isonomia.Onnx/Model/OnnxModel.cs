using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>An ONNX model as a graph that can be looked at, checked, changed and saved. Fields of the format that this
/// program does not know survive loading and saving.</summary>
public sealed class OnnxModel
{
    private OnnxModel(ModelProto proto, string path) => (Proto, Path) = (proto, path);

    /// <summary>The file it came from, or a name for a model made in memory.</summary>
    public string Path { get; }

    /// <summary>The inputs that a run must give, in order; weights that the file lists as inputs too are left
    /// out.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs
    {
        get
        {
            HashSet<string> weights = [.. Proto.Graph.Initializer.Select(tensor => tensor.Name)];
            return [.. Proto.Graph.Input.Where(input => !weights.Contains(input.Name)).Select(Info)];
        }
    }

    /// <summary>The outputs, in order.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs => [.. Proto.Graph.Output.Select(Info)];

    /// <summary>The names of the inputs, in order.</summary>
    public IReadOnlyList<string> InputNames => [.. Inputs.Select(input => input.Name)];

    /// <summary>The names of the outputs, in order.</summary>
    public IReadOnlyList<string> OutputNames => [.. Outputs.Select(output => output.Name)];

    /// <summary>The names of the weights (initializers) of real numbers, in the file's order, without settings of
    /// operators that the format also keeps there (bounds of a Clip, exponents, scales of a Resize).</summary>
    public IReadOnlyList<string> WeightNames => WeightRoles.Weights(Proto.Graph);

    /// <summary>The weights that training changes: all but the kept statistics of batch normalizations and the single
    /// numbers that keep a root above 0.</summary>
    public IReadOnlyList<string> TrainableNames => WeightRoles.Trainable(Proto.Graph);

    internal ModelProto Proto { get; }

    /// <summary>The folder where files with external weights lie.</summary>
    internal string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".";

    /// <summary>Loads and checks a model.</summary>
    /// <param name="path">The <c>.onnx</c> file; weights in files beside it (external data) are read with it.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">The file is absent or no ONNX model, or its graph has faults; the message names
    /// all of them.</exception>
    public static OnnxModel Load(string path) => Load(path, ExternalWeights.MapFrom);

    /// <summary>Loads a model; files of weights from a size on are not read but looked into in place.</summary>
    internal static OnnxModel Load(string path, long mapFrom)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new ModelException(path, "the file was not found; an ONNX model was expected");
        }

        long size = new FileInfo(path).Length;
        if (size is 0 or > int.MaxValue)
        {
            throw new ModelException(path, size == 0 ? "the file is empty; an ONNX model was expected"
                : $"the file has {size} bytes; the format ends at {int.MaxValue}, larger weights lie in files beside "
                    + "the model");
        }

        ModelProto proto;
        try
        {
            using FileStream stream = File.OpenRead(path);
            proto = ModelProto.Parser.ParseFrom(stream);
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or UnauthorizedAccessException)
        {
            throw new ModelException(path, failure is UnauthorizedAccessException ? "the file may not be read"
                : "the file is no ONNX model or is damaged", failure);
        }

        return Checked(proto, path, mapFrom);
    }

    /// <summary>Reads a model from the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">A name for messages.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">The bytes are no ONNX model, or its graph has faults.</exception>
    public static OnnxModel Parse(ReadOnlySpan<byte> bytes, string name = "model")
    {
        try
        {
            return Checked(ModelProto.Parser.ParseFrom(bytes), name);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new ModelException(name, "the bytes are no ONNX model or are damaged", failure);
        }
    }

    /// <summary>Writes the model to a file; weights that were external become part of it. Weights that together are too
    /// large for one file go to a second one, <c>PATH.data</c>.</summary>
    /// <param name="path">The file; an existing one is replaced at once, never half-written.</param>
    public void Save(string path) => Save(path, ExternalWeights.LargestInline);

    /// <summary>Gives the model as the bytes of an <c>.onnx</c> file.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="ModelException">The weights are too large for the format's 2 GiB; <see cref="Save(string)"/>
    /// writes such a model.</exception>
    public byte[] ToBytes() => ExternalWeights.Size(Proto.Graph) is long size and > ExternalWeights.LargestInline
        ? throw new ModelException(
            Path, $"its weights have {size} bytes; at most {ExternalWeights.LargestInline} fit into one file")
        : Proto.ToByteArray();

    internal void Save(string path, long largestInline)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (ExternalWeights.Size(Proto.Graph) > largestInline)
        {
            ExternalWeights.Save(Proto, path);
        }
        else
        {
            WholeFile.Write(path, stream => Proto.WriteTo(stream));
        }
    }

    internal static OnnxModel Of(ModelProto proto, string path) => new(proto, path);

    private static OnnxValueInfo Info(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        return tensor is null ? new OnnxValueInfo(value.Name, "no tensor", [])
            : new OnnxValueInfo(
                value.Name, ((TensorProto.Types.DataType)tensor.ElemType).ToString().ToLowerInvariant(),
                [.. (tensor.Shape?.Dim ?? []).Select(axis =>
                    axis.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && axis.DimValue > 0
                        ? axis.DimValue : (long?)null)]);
    }

    private static OnnxModel Checked(ModelProto proto, string path, long mapFrom = ExternalWeights.MapFrom)
    {
        if (proto.Graph is null)
        {
            throw new ModelException(path, "the file holds no graph; an ONNX model was expected");
        }

        ExternalWeights.Read(proto, path, mapFrom);
        IReadOnlyList<string> faults = GraphCheck.Faults(proto);
        return faults.Count == 0 ? new OnnxModel(proto, path)
            : throw new ModelException(path, string.Join("; ", faults));
    }
}
