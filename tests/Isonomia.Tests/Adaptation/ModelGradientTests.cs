using Isonomia.Adaptation;
using Isonomia.Embeddings;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Gradients as the command line takes them: inputs and labels that do not fit.</summary>
public sealed class ModelGradientTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public ModelGradientTests()
    {
        GraphBuilder builder = new("g");
        builder.Node("MatMul", "y", [builder.Input("x", "N", 3), builder.Weights("w", [1, 2, 3, 4, 5, 6], 3, 2)]);
        builder.Output("y", "N", 2);
        File.WriteAllBytes(_scratch.File("m.onnx"), builder.ToBytes());
        Array("x.npy", "<f4", [2, 3], [1f, 2, 3, 4, 5, 6]);
        Array("labels.npy", "<i8", [2], [0L, 1]);
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_gradient_of_a_sum_of_products_is_the_sum_of_the_factors()
    {
        ModelGradientResult result = ModelGradient.Run(Request() with { Loss = "sum", LabelsPath = null });
        TensorGradient gradient = Assert.Single(result.Gradients);

        // Rows of W are (1, 2), (3, 4), (5, 6): the gradient of each input row is (3, 7, 11).
        Assert.Equal(Math.Sqrt(2 * ((3 * 3) + (7 * 7) + (11 * 11))), gradient.Norm, 1e-5);
        Assert.True(File.Exists(_scratch.File("g.npz")));
    }

    [Fact]
    public void An_input_of_another_shape_is_refused_with_both_shapes()
    {
        Array("wide.npy", "<f4", [2, 4], new float[8]);
        Refused<EmbeddingException>(
            Request("wide.npy"), "wide.npy has the shape [2, 4]; the input 'x' takes float [?, 3].");
        Array("flat.npy", "<f4", [3], new float[3]);
        Refused<EmbeddingException>(
            Request("flat.npy"), "flat.npy has the shape [3]; the input 'x' takes float [?, 3].");
        Array("none.npy", "<f4", [0, 3], System.Array.Empty<float>());
        Refused<EmbeddingException>(Request("none.npy"), "none.npy has the shape [0, 3] and holds no number");
    }

    [Fact]
    public void An_input_of_another_type_or_with_numbers_that_are_not_finite_is_refused()
    {
        Array("nan.npy", "<f4", [1, 3], [1f, float.NaN, 2]);
        Refused<EmbeddingException>(Request("nan.npy"), "nan.npy, number 2 is not finite");
        Array("text.npy", "<U4", [1, 3], new int[12]);
        Refused<EmbeddingException>(Request("text.npy"), "text.npy holds numbers of type <U4");
        File.WriteAllBytes(_scratch.File("cut.npy"), File.ReadAllBytes(_scratch.File("x.npy"))[..^4]);
        Refused<EmbeddingException>(Request("cut.npy"), "cut.npy ends within its numbers");
    }

    [Fact]
    public void A_label_outside_the_classes_and_labels_of_another_count_are_refused()
    {
        Array("far.npy", "<i8", [2], [0L, 2]);
        Refused<EmbeddingException>(
            Request() with { LabelsPath = _scratch.File("far.npy") }, "far.npy, number 2 is no class of 'y'; 0 to 1");
        Array("many.npy", "<i8", [3], [0L, 1, 1]);
        Refused<EmbeddingException>(
            Request() with { LabelsPath = _scratch.File("many.npy") },
            "many.npy has the shape [3]; labels of shape [2]");
    }

    [Fact]
    public void A_damaged_model_and_one_that_is_cut_off_are_refused()
    {
        byte[] bytes = File.ReadAllBytes(_scratch.File("m.onnx"));
        File.WriteAllBytes(_scratch.File("m.onnx"), bytes[..^9]);
        Refused<ModelException>(Request(), "m.onnx: the file is no ONNX model or is damaged.");
        File.WriteAllBytes(_scratch.File("m.onnx"), []);
        Refused<ModelException>(Request(), "m.onnx: the file is empty; an ONNX model was expected.");
    }

    [Fact]
    public void Weights_with_too_few_bytes_are_refused()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_scratch.File("m.onnx")));
        model.Graph.Initializer[0].RawData = Google.Protobuf.ByteString.CopyFrom(new byte[20]);
        OnnxModel.Of(model, "m").Save(_scratch.File("m.onnx"));
        Refused<ModelException>(Request(), "m.onnx: the weights 'w' have 20 bytes; their type and shape need 24.");
    }

    [Fact]
    public void Tensors_that_no_gradient_reaches_are_refused_if_there_are_no_others_and_zero_otherwise()
    {
        // The loss is on the place of the largest number of y, an integer made real.
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_scratch.File("m.onnx")));
        model.Graph.Node.Add(new NodeProto { OpType = "ArgMax", Name = "best", Input = { "y" }, Output = { "best" },
            Attribute = { GraphAttribute.Integer("axis", 1).Proto } });
        model.Graph.Node.Add(new NodeProto { OpType = "Cast", Name = "z", Input = { "best" }, Output = { "z" },
            Attribute = { GraphAttribute.Integer("to", 1).Proto } });
        OnnxModel.Of(model, "m").Save(_scratch.File("m.onnx"));
        Refused<ModelException>(Request() with { Output = "z", Loss = "sum" },
            "m.onnx: the loss on 'z' does not depend on 'x' through real numbers; no gradient reaches them.");
        IReadOnlyList<TensorGradient> gradients = ModelGradient.Run(
            Request() with { Output = "y", Loss = "sum", With = ["x", "z"] }).Gradients;
        Assert.Equal([("x", true), ("z", false)], gradients.Select(entry => (entry.Name, entry.ReachesLoss)));
    }

    private ModelGradientRequest Request(string input = "x.npy") => new()
    {
        ModelPath = _scratch.File("m.onnx"),
        Inputs = new Dictionary<string, string> { ["x"] = _scratch.File(input) },
        LabelsPath = _scratch.File("labels.npy"),
        OutPath = _scratch.File("g.npz"),
        ThreadCount = 1,
    };

    private void Refused<T>(ModelGradientRequest request, string sentence)
        where T : Exception
    {
        T failure = Assert.Throws<T>(() => ModelGradient.Run(request));
        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_scratch.File("g.npz")));
    }

    private void Array<T>(string name, string type, int[] shape, T[] values)
        where T : unmanaged
    {
        using FileStream file = File.Create(_scratch.File(name));
        NumpyHeader.Write(file, type, [.. shape]);
        file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values));
    }
}
