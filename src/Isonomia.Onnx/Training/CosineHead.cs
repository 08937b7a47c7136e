namespace Isonomia.Onnx;

/// <summary>A classifier by cosines on an output of a model, as nodes of the same graph: scale times the cosine of the
/// pooled output, or of an adapted one, with a prototype for every class.</summary>
/// <remarks>
/// <para>Logits z_c = s·x'·p_c / (‖x'‖‖p_c‖). Without an adapter x' is the pooled output x and the prototypes are
/// trained; with one x' = share·ReLU(ReLU(x W₁) W₂) + (1 − share)·x and the prototypes stay.</para>
/// <para>Sources: Radford et al., ICML 2021, section 3.1.4 (the logits); Gao et al., IJCV 132, 2024 (the
/// adapter).</para>
/// </remarks>
public static class CosineHead
{
    private const string Prototypes = ClassifierHead.Prefix + ".prototypes";
    private const string Down = ClassifierHead.Prefix + ".down";
    private const string Up = ClassifierHead.Prefix + ".up";

    /// <summary>The weights of the head that training changes.</summary>
    /// <param name="hasAdapter">Whether pictures are adapted; prototypes then stay as they are.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> ParameterNames(bool hasAdapter) => hasAdapter ? [Down, Up] : [Prototypes];

    /// <summary>Adds a head, in place of one that an earlier call added; nodes without a name get one.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="output">The output that is classified: <c>[N, …]</c>, or <c>[N, tokens, width]</c> with a
    /// pooling.</param>
    /// <param name="pooling"><c>flatten</c>, <c>first_token</c> or <c>mean_token</c>.</param>
    /// <param name="prototypes">A vector a class, shape [classes, d]; of any length above 0.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="scale">What cosines are multiplied with.</param>
    /// <param name="adapter">What changes pictures before cosines, or null.</param>
    /// <returns>The model with the further output <see cref="ClassifierHead.Logits"/>.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the pooling is unknown.</exception>
    public static OnnxModel Attach(
        OnnxModel model, string output, string pooling, float[] prototypes, int classCount, double scale,
        CosineAdapter? adapter = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prototypes);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        int width = prototypes.Length / classCount;
        if (width == 0 || width * classCount != prototypes.Length || adapter is not null
            && (adapter.Down.Length % width != 0 || adapter.Up.Length != adapter.Down.Length))
        {
            throw new ArgumentException("Prototypes and adapter of a head must fit together.", nameof(prototypes));
        }

        ModelProto copy = new(model.Proto);
        GraphProto graph = copy.Graph;
        ClassifierHead.Detach(graph);
        graph.Initializer.Add(TensorData.Of(Prototypes, Turned(prototypes, classCount), width, classCount));
        string pooled = ClassifierHead.Pool(copy, output, pooling);

        // What reads trained weights comes first: the frozen part of a training is cut off before it.
        string pictures = adapter is null ? pooled : Adapted(graph, pooled, width, adapter);
        string classes = Units(graph, Prototypes, "prototypes", width, areColumns: true);
        Finish(graph, pooled, pictures, classes, width, classCount, scale);
        return OnnxModel.Of(copy, model.Path);
    }

    /// <summary>Adds cosines of pictures with class vectors of length 1 in columns.</summary>
    internal static void Finish(
        GraphProto graph, string pooled, string pictures, string classes, int width, int classCount, double scale)
    {
        string units = Units(
            graph, pictures, pictures == pooled ? "scaled" : "adapted_units", width, areColumns: false);
        if (pictures != pooled)
        {
            Units(graph, pooled, "scaled", width, areColumns: false);
        }

        string cosines = ClassifierHead.Node(graph, "MatMul", "cosines", [units, classes]);
        graph.Initializer.Add(TensorData.Of(ClassifierHead.Prefix + ".logit_scale", [(float)scale]));
        graph.Node.Add(new NodeProto
        {
            OpType = "Mul", Name = ClassifierHead.Prefix + "/logits",
            Input = { cosines, ClassifierHead.Prefix + ".logit_scale" }, Output = { ClassifierHead.Logits },
        });
        ClassifierHead.Declare(graph, classCount);
    }

    /// <summary>Rows, or columns, brought to length 1; the result is named after <paramref name="name"/>.</summary>
    internal static string Units(GraphProto graph, string tensor, string name, int width, bool areColumns)
    {
        string ones = $"{ClassifierHead.Prefix}.{name}_ones";
        string least = $"{ClassifierHead.Prefix}.{name}_least";
        float[] all = new float[width];
        Array.Fill(all, 1);
        graph.Initializer.Add(areColumns ? TensorData.Of(ones, all, 1, width) : TensorData.Of(ones, all, width, 1));
        graph.Initializer.Add(TensorData.Of(least, [1e-24f]));
        string squares = ClassifierHead.Node(graph, "Mul", name + "_squares", [tensor, tensor]);
        string sums = ClassifierHead.Node(
            graph, "MatMul", name + "_sums", areColumns ? [ones, squares] : [squares, ones]);
        string safe = ClassifierHead.Node(graph, "Add", name + "_safe", [sums, least]);
        return ClassifierHead.Node(
            graph, "Div", name == "prototypes" ? "directions" : name,
            [tensor, ClassifierHead.Node(graph, "Sqrt", name + "_lengths", [safe])]);
    }

    /// <summary>[rows, columns] as [columns, rows].</summary>
    internal static float[] Turned(float[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        float[] turned = new float[matrix.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                turned[(j * rows) + i] = matrix[(i * columns) + j];
            }
        }

        return turned;
    }

    private static string Adapted(GraphProto graph, string pooled, int width, CosineAdapter adapter)
    {
        int inner = adapter.Down.Length / width;
        const string share = ClassifierHead.Prefix + ".share";
        const string rest = ClassifierHead.Prefix + ".rest";
        graph.Initializer.Add(TensorData.Of(Down, adapter.Down, width, inner));
        graph.Initializer.Add(TensorData.Of(Up, adapter.Up, inner, width));
        graph.Initializer.Add(TensorData.Of(share, [(float)adapter.Share]));
        graph.Initializer.Add(TensorData.Of(rest, [(float)(1 - adapter.Share)]));
        string narrow = ClassifierHead.Node(
            graph, "Relu", "narrow", [ClassifierHead.Node(graph, "MatMul", "down", [pooled, Down])]);
        string wide = ClassifierHead.Node(
            graph, "Relu", "wide", [ClassifierHead.Node(graph, "MatMul", "up", [narrow, Up])]);
        return ClassifierHead.Node(
            graph, "Add", "adapted",
            [
                ClassifierHead.Node(graph, "Mul", "wide_share", [wide, share]),
                ClassifierHead.Node(graph, "Mul", "pooled_share", [pooled, rest]),
            ]);
    }
}
