using Google.Protobuf;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class GraphBuilderTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_built_graph_runs_and_gives_the_numbers_worked_by_hand()
    {
        string path = WriteAffine();
        using OnnxSession session = OnnxSession.Open(path, 1);

        OnnxTensor output = session.Run(new OnnxTensor("x", [2, 2], [1, 2, 3, 4]), "y")[0];

        // [1 2; 3 4] · [1 0; 0 2] + [10 -20], negative part scaled by the leak of 0.5.
        Assert.Equal([2L, 2L], output.Shape);
        Assert.Equal([11f, -8f, 13f, -6f], output.Values);
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes() => Assert.Equal(Affine(), Affine());

    [Fact]
    public void Names_must_be_new_and_inputs_known()
    {
        GraphBuilder graph = new("g");
        graph.Input("x", 1);
        Assert.Throws<ArgumentException>(() => graph.Input("x", 1));
        Assert.Throws<ArgumentException>(() => graph.Node("Relu", "y", ["z"]));
        Assert.Throws<ArgumentException>(() => graph.Weights("w", [1, 2], 3));
        Assert.Throws<ArgumentException>(() => graph.Output("nowhere"));
    }

    [SkippableFact]
    public void Loading_and_saving_foreign_models_keeps_every_byte()
    {
        SharedFolder.Require();
        string[] files = Directory.GetFiles(SharedFolder.Path("models"), "*.onnx", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            ModelProto model = ModelProto.Parser.ParseFrom(bytes);
            Assert.NotEmpty(model.Graph.Node);
            Assert.True(bytes.AsSpan().SequenceEqual(model.ToByteArray()), Path.GetFileName(file));
        }
    }

    [Fact]
    public void Unknown_fields_survive()
    {
        byte[] withUnknown = [.. Affine(), 0xFA, 0x3E, 0x02, (byte)'h', (byte)'i']; // field 1007, text "hi"
        Assert.Equal(withUnknown, ModelProto.Parser.ParseFrom(withUnknown).ToByteArray());
    }

    private static byte[] Affine()
    {
        GraphBuilder graph = new("affine");
        string x = graph.Input("x", "N", 2);
        string w = graph.Weights("w", [1, 0, 0, 2], 2, 2);
        string b = graph.Weights("b", [10, -20], 2);
        string sum = graph.Node("Gemm", "sum", [x, w, b]);
        graph.Output(graph.Node("LeakyRelu", "y", [sum], GraphAttribute.Real("alpha", 0.5f)), "N", 2);
        return graph.ToBytes();
    }

    private string WriteAffine()
    {
        File.WriteAllBytes(_scratch.File("affine.onnx"), Affine());
        return _scratch.File("affine.onnx");
    }
}
