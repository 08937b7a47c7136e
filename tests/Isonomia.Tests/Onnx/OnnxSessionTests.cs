using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class OnnxSessionTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly string _model;

    public OnnxSessionTests()
    {
        GraphBuilder graph = new("g");
        graph.Output(graph.Node("Relu", "y", [graph.Input("x", "N", 2)]), "N", 2);
        _model = _scratch.File("g.onnx");
        File.WriteAllBytes(_model, graph.ToBytes());
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_missing_file_a_wrong_hash_and_a_damaged_file_are_told_apart()
    {
        Assert.Equal("none.onnx: the model file was not found.",
            Assert.Throws<ModelException>(() => OnnxSession.Open(_scratch.File("none.onnx"), 1)).Message);

        ModelException wrong = Assert.Throws<ModelException>(() => OnnxSession.Open(_model, 1, new string('0', 64)));
        Assert.Contains("expected 0000", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(_model, wrong.Path);

        File.WriteAllText(_scratch.File("text.onnx"), "no model");
        Assert.Contains("ONNX Runtime cannot load it",
            Assert.Throws<ModelException>(() => OnnxSession.Open(_scratch.File("text.onnx"), 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_right_hash_opens_in_either_case()
    {
        string hash;
        using (OnnxSession session = OnnxSession.Open(_model, 1))
        {
            hash = session.Sha256;
        }

        using OnnxSession again = OnnxSession.Open(_model, 1, hash.ToUpperInvariant());
        Assert.Equal(["x"], again.InputNames);
        Assert.Equal(["y"], again.OutputNames);
    }

    [Fact]
    public void Unknown_names_and_wrong_shapes_are_refused_in_a_sentence()
    {
        using OnnxSession session = OnnxSession.Open(_model, 1);
        Assert.Equal("g.onnx: the model has no input 'image'; it has x.",
            Assert.Throws<ModelException>(() => session.Run(new OnnxTensor("image", [1, 2], [1, 2]), "y")).Message);
        Assert.Equal("g.onnx: the model has no output 'z'; it has y.",
            Assert.Throws<ModelException>(() => session.Run(new OnnxTensor("x", [1, 2], [1, 2]), "z")).Message);
        Assert.Throws<ModelException>(() => session.Run(new OnnxTensor("x", [1, 3], [1, 2, 3]), "y"));
    }
}
