namespace Isonomia.Onnx;

/// <summary>The text tower of a dual encoder with context vectors in front of fixed prompts, so that the context can be
/// trained as weights.</summary>
/// <remarks>
/// <para>The node that looks token embeddings up gives way to fixed rows of them plus the context at its places; token
/// ids and masks become constants. Logits are scale · cosine of picture and class, the mean of its prompts' unit
/// vectors brought to length 1.</para>
/// <para>Source: Zhou, Yang, Loy and Liu, IJCV 130, 2022 (CoOp), section 3.2, one context for all classes, class in the
/// end. Deviation: no full stop is put after a prompt.</para>
/// </remarks>
public sealed class PromptTower
{
    /// <summary>The weight that holds the context, shape [count, width].</summary>
    public const string Context = "tuned_prompt.context";

    private const string Prefix = "tuned_prompt/";
    private const string Classes = ClassifierHead.Prefix + "/classes";

    private readonly OnnxModel _text;
    private readonly string _output;
    private readonly string? _mask;
    private readonly string _input;
    private readonly string _embedded;

    private PromptTower(OnnxModel text, string input, string? mask, string output, string embedded)
    {
        (_text, _input, _mask, _output, _embedded) = (text, input, mask, output, embedded);
        Length = text.Inputs.First(one => one.Name == input).Shape is [_, { } length] ? length : null;
    }

    /// <summary>Tokens a text where the graph says it, else null.</summary>
    public long? Length { get; }

    /// <summary>Finds the place of token embeddings in a text tower.</summary>
    /// <param name="model">The model with the tower; it is not changed.</param>
    /// <param name="input">The input that takes token ids.</param>
    /// <param name="mask">The input that takes masks, or null.</param>
    /// <param name="output">The output with one vector a text.</param>
    /// <returns>The tower.</returns>
    /// <exception cref="ModelException">There is not exactly one place where token embeddings are looked
    /// up.</exception>
    public static PromptTower Of(OnnxModel model, string input, string? mask, string output)
    {
        ArgumentNullException.ThrowIfNull(model);
        string[] others = [.. model.InputNames.Where(name => name != input && name != mask)];
        OnnxModel alone = others.Length == 0 ? model : ModelPart.Without(model, others);
        ModelProto copy = new(alone.Proto);
        FunctionInlining.Apply(copy, model.Path);
        GraphProto graph = copy.Graph;
        ValueInfoProto[] kept = [.. graph.Output.Where(one => one.Name == output)];
        if (kept.Length == 0 || graph.Input.All(one => one.Name != input))
        {
            throw new ModelException(
                model.Path, $"no output '{output}' depends on '{input}' alone; a text tower was expected");
        }

        graph.Output.Clear();
        graph.Output.Add(kept);
        GraphPruning.Apply(graph);
        HashSet<string> ids = [input];
        List<string> found = [];
        foreach (NodeProto node in graph.Node)
        {
            if (node.OpType is "Cast" or "Identity" && ids.Contains(node.Input[0]))
            {
                ids.Add(node.Output[0]);
            }
            else if (node.OpType == "Gather" && node.Input.Count == 2 && ids.Contains(node.Input[1])
                && node.Attribute.All(attribute => attribute.Name != "axis" || attribute.I == 0))
            {
                found.Add(node.Output[0]);
            }
        }

        return found.Count == 1 ? new PromptTower(OnnxModel.Of(copy, model.Path), input, mask, output, found[0])
            : throw new ModelException(
                model.Path,
                $"token ids '{input}' are looked up by {found.Count} Gather nodes of the text tower; one was expected, "
                    + "where a trained context goes in");
    }

    /// <summary>Looks token embeddings up.</summary>
    /// <param name="ids">Token ids, a row a text, each of the tower's length.</param>
    /// <returns>The embeddings, a row a text, each [length, width].</returns>
    /// <exception cref="ModelException">They are no float32 rows.</exception>
    public IReadOnlyList<float[]> Embed(IReadOnlyList<long[]> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ModelProto copy = new(_text.Proto);
        copy.Graph.Output.Clear();
        copy.Graph.Output.Add(new ValueInfoProto { Name = _embedded });
        GraphPruning.Apply(copy.Graph);
        foreach (ValueInfoProto input in copy.Graph.Input.Where(input => input.Name != _input).ToArray())
        {
            copy.Graph.Input.Remove(input);
        }

        copy.Graph.ValueInfo.Clear();
        using var session = OnnxSession.Open(
            OnnxModel.Of(copy, _text.Path), new OnnxSessionSettings { ThreadCount = 1 });
        long length = ids[0].Length;
        OnnxTensor rows = session.Run(
            [], [new OnnxIntegers(_input, [ids.Count, length], [.. ids.SelectMany(row => row)])], [_embedded])[0];
        return rows.Shape.Count == 3 && rows.Shape[0] == ids.Count && rows.Shape[1] == length
            ? [.. rows.Values.Chunk((int)(length * rows.Shape[2]))]
            : throw new ModelException(
                _text.Path,
                $"token embeddings '{_embedded}' have the shape [{string.Join(", ", rows.Shape)}]; [texts, tokens, "
                    + "width] was expected");
    }

    /// <summary>Puts the tower and cosines with its classes on an output of the picture side.</summary>
    /// <param name="pictures">The model of pictures; it is not changed.</param>
    /// <param name="output">The output that is classified.</param>
    /// <param name="pooling">As in <see cref="ClassifierHead.Attach"/>.</param>
    /// <param name="width">The width of the pooled output and of texts.</param>
    /// <param name="tokens">The prompts.</param>
    /// <param name="context">The first context, shape [count, token width].</param>
    /// <param name="scale">What cosines are multiplied with.</param>
    /// <returns>A model whose only input is the pictures, with the weight <see cref="Context"/> and the further output
    /// <see cref="ClassifierHead.Logits"/>.</returns>
    /// <exception cref="ModelException">The towers are of different operator sets.</exception>
    public OnnxModel Attach(
        OnnxModel pictures, string output, string pooling, int width, PromptTokens tokens, float[] context,
        double scale)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(context);
        ModelProto copy = new(pictures.Proto);
        ModelProto text = new(_text.Proto);
        Align(copy, text, pictures.Path);
        ClassifierHead.Detach(copy.Graph);
        string pooled = ClassifierHead.Pool(copy, output, pooling);
        string vectors = Write(copy.Graph, text.Graph, tokens, context);
        string classes = Averaged(copy.Graph, vectors, tokens, width);
        CosineHead.Finish(copy.Graph, pooled, pooled, classes, width, tokens.ClassCount, scale);
        return OnnxModel.Of(copy, pictures.Path);
    }

    /// <summary>The weights of the text tower in a model from <see cref="Attach"/>, without prompts and context.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> WeightNames(OnnxModel model) =>
        [.. ParameterChoice.All(model, Classes).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)
            && name is not (Prefix + "fixed_tokens" or Prefix + "context_places"))];

    /// <summary>The classes that a model with a trained context gives.</summary>
    /// <param name="model">A model from <see cref="Attach"/>.</param>
    /// <returns>Unit vectors, shape [classes, d].</returns>
    public static float[] ClassVectors(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelProto copy = new(model.Proto);
        copy.Graph.Output.Clear();
        copy.Graph.Output.Add(new ValueInfoProto { Name = Classes });
        copy.Graph.Input.Clear();
        copy.Graph.ValueInfo.Clear();
        GraphPruning.Apply(copy.Graph);
        using var session = OnnxSession.Open(
            OnnxModel.Of(copy, model.Path), new OnnxSessionSettings { ThreadCount = 1 });
        OnnxTensor columns = session.Run([], [], [Classes])[0];
        return CosineHead.Turned(columns.Values, (int)columns.Shape[0]);
    }

    /// <summary>Writes a trained context and its classes in the safetensors format.</summary>
    /// <param name="path">The file; an existing one is replaced whole or stays.</param>
    /// <param name="facts">What is to be told of it, as text.</param>
    /// <param name="context">The context.</param>
    /// <param name="classes">Unit vectors, shape [classes, d].</param>
    /// <param name="classCount">How many classes there are.</param>
    public static void Save(
        string path, IReadOnlyDictionary<string, string> facts, OnnxTensor context, float[] classes, int classCount)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(classes);
        SafeTensors.Write(
            path, facts,
            [
                context with { Name = "context" },
                new OnnxTensor("classes", [classCount, classes.Length / classCount], classes),
            ]);
    }

    /// <summary>The nodes of the tower, with fixed prompts and a context; gives the name of its output.</summary>
    private string Write(GraphProto graph, GraphProto text, PromptTokens tokens, float[] context)
    {
        int rows = tokens.Ids.Count;
        int length = tokens.Ids[0].Length;
        float[][] embedded = [.. Embed(tokens.Ids)];
        int inner = embedded[0].Length / length;
        float[] places = new float[length * tokens.ContextCount];
        for (int j = 0; j < tokens.ContextCount; j++)
        {
            places[((tokens.Start + j) * tokens.ContextCount) + j] = 1;
            foreach (float[] row in embedded)
            {
                row.AsSpan((tokens.Start + j) * inner, inner).Clear();
            }
        }

        Constant(text, _input, [.. tokens.Ids.SelectMany(row => row)], rows, length);
        if (_mask is not null)
        {
            Constant(text, _mask, [.. tokens.Masks.SelectMany(row => row)], rows, length);
        }

        NodeProto gather = text.Node.First(node => node.Output.Contains(_embedded));
        int at = text.Node.IndexOf(gather);
        text.Node.RemoveAt(at);
        text.Node.Insert(at, new NodeProto
        {
            OpType = "Add", Name = "embedded_context", Input = { "fixed_tokens", "placed_context" },
            Output = { _embedded },
        });
        text.Node.Insert(at, new NodeProto
        {
            OpType = "MatMul", Name = "placed_context", Input = { "context_places", Context },
            Output = { "placed_context" },
        });
        text.Initializer.Add(TensorData.Of("fixed_tokens", [.. embedded.SelectMany(row => row)], rows, length, inner));
        text.Initializer.Add(TensorData.Of("context_places", places, length, tokens.ContextCount));
        text.Initializer.Add(TensorData.Of(Context, context, tokens.ContextCount, inner));
        GraphPruning.Apply(text);

        // Tensors of the two towers may share names.
        Dictionary<string, string> names = text.Initializer.Where(tensor => tensor.Name != Context)
            .ToDictionary(tensor => tensor.Name, tensor => Prefix + tensor.Name, StringComparer.Ordinal);
        GraphNames.Rename([.. text.Node], names, Prefix);
        foreach (TensorProto tensor in text.Initializer)
        {
            tensor.Name = names.GetValueOrDefault(tensor.Name, tensor.Name);
        }

        graph.Node.Add(text.Node);
        graph.Initializer.Add(text.Initializer);
        return names[_output];
    }

    /// <summary>Texts as unit vectors of classes in columns.</summary>
    private static string Averaged(GraphProto graph, string vectors, PromptTokens tokens, int width)
    {
        string units = CosineHead.Units(graph, vectors, "prompt_units", width, areColumns: false);
        int rows = tokens.Ids.Count;
        if (rows != tokens.ClassCount)
        {
            float[] shares = new float[tokens.ClassCount * rows];
            for (int row = 0; row < rows; row++)
            {
                int own = tokens.Classes[row];
                shares[(own * rows) + row] = 1f / tokens.Classes.Count(one => one == own);
            }

            graph.Initializer.Add(TensorData.Of(ClassifierHead.Prefix + ".shares", shares, tokens.ClassCount, rows));
            string means = ClassifierHead.Node(
                graph, "MatMul", "class_means", [ClassifierHead.Prefix + ".shares", units]);
            units = CosineHead.Units(graph, means, "class_units", width, areColumns: false);
        }

        return ClassifierHead.Node(graph, "Transpose", "classes", [units], GraphAttribute.Integers("perm", 1, 0));
    }

    /// <summary>Makes an input a constant of its own type.</summary>
    private static void Constant(GraphProto graph, string name, long[] values, params long[] shape)
    {
        ValueInfoProto? input = graph.Input.FirstOrDefault(one => one.Name == name);
        if (input is null)
        {
            return;
        }

        graph.Input.Remove(input);
        graph.Initializer.Add(
            (TensorProto.Types.DataType)input.Type.TensorType.ElemType == TensorProto.Types.DataType.Int32
                ? TensorData.Raw(
                    name, TensorProto.Types.DataType.Int32,
                    System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(
                        Array.ConvertAll(values, value => (int)value)), shape)
                : TensorData.Of(name, values, shape));
    }

    /// <summary>Both towers get one operator set.</summary>
    private static void Align(ModelProto pictures, ModelProto text, string path)
    {
        if (Version(pictures) != Version(text))
        {
            OperatorSetUpgrade.Apply(pictures, path);
            OperatorSetUpgrade.Apply(text, path);
        }

        if (Version(pictures) != Version(text))
        {
            throw new ModelException(
                path, $"the picture tower uses operator set {Version(pictures)} and the text tower {Version(text)}; "
                    + "one for both was expected, export them alike");
        }

        FunctionInlining.Apply(pictures, path);
        foreach (OperatorSetIdProto set in text.OpsetImport.Where(one => pictures.OpsetImport.All(
            other => other.Domain != one.Domain
                && !(other.Domain is "" or "ai.onnx" && one.Domain is "" or "ai.onnx"))))
        {
            pictures.OpsetImport.Add(set);
        }
    }

    private static long Version(ModelProto model) =>
        model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")?.Version ?? 1;
}
