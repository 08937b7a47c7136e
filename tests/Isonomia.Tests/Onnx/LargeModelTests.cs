using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Models whose weights lie in files beside them and are too large for one file of the format.</summary>
public sealed class LargeModelTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Weights_that_stay_in_their_file_give_the_same_gradients_and_train_the_same()
    {
        string path = Tables(1024, 64, 3);
        var mapped = OnnxModel.Load(path, mapFrom: 0);
        Assert.Equal(3, mapped.Proto.Graph.Initializer.Count(tensor => ExternalWeights.Place(tensor) is not null));

        Assert.Equal(Gradients(OnnxModel.Load(path)), Gradients(mapped));
        Assert.Equal(Trained(OnnxModel.Load(path)), Trained(mapped));
        using OnnxSession plain = OnnxSession.Open(path, 1);
        using var session = OnnxSession.Open(mapped, new OnnxSessionSettings { ThreadCount = 1 });
        Assert.Equal(Forward(plain), Forward(session));
    }

    [Fact]
    public void A_model_too_large_for_one_file_is_saved_with_its_weights_beside_it()
    {
        var model = OnnxModel.Load(Tables(1024, 64, 3), mapFrom: 0);
        model.Save(_scratch.File("again.onnx"), largestInline: 1 << 16);
        Assert.Equal(["again.onnx", "again.onnx.data"],
            Directory.GetFiles(_scratch.Root, "again*").Select(Path.GetFileName).Order());
        Assert.True(new FileInfo(_scratch.File("again.onnx")).Length < 1 << 16);
        Assert.Equal(Gradients(model), Gradients(OnnxModel.Load(_scratch.File("again.onnx"), mapFrom: 0)));

        // Over the file that is in use: it stays as it is for those who look into it.
        var again = OnnxModel.Load(_scratch.File("again.onnx"), mapFrom: 0);
        again.Save(_scratch.File("again.onnx"), largestInline: 1 << 16);
        Assert.Equal(Gradients(model), Gradients(again));
    }

    [Fact]
    public void Wrong_lengths_and_places_of_external_weights_are_all_told_at_once()
    {
        string path = Tables(1024, 64, 3);
        ModelProto proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        proto.Graph.Initializer[0].ExternalData.Single(entry => entry.Key == "length").Value = "12";
        proto.Graph.Initializer[1].ExternalData.Single(entry => entry.Key == "offset").Value = "99999999";
        proto.Graph.Initializer[2].ExternalData.Single(entry => entry.Key == "location").Value = "../elsewhere";
        OnnxModel.Of(proto, path).Save(path);
        string message = Assert.Throws<ModelException>(() => OnnxModel.Load(path)).Message;
        Assert.Contains(
            "'table0' have 12 bytes in 'tables.bin'; their type and shape need 262144", message,
            StringComparison.Ordinal);
        Assert.Contains("'table1' need bytes 99999999 to 100262143", message, StringComparison.Ordinal);
        Assert.Contains("'table2' lie in '../elsewhere'; a file in the model's folder was expected", message,
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_model_above_two_gibibytes_is_differentiated_trained_and_saved()
    {
        string path = Tables(1 << 20, 256, 3);
        Assert.True(new FileInfo(_scratch.File("tables.bin")).Length > int.MaxValue);
        var model = OnnxModel.Load(path);
        float[] gradients = Gradients(model);
        Assert.Contains(gradients, value => value != 0);
        Assert.NotEmpty(Trained(model));
        Assert.Throws<ModelException>(() => model.ToBytes());

        model.Save(_scratch.File("again.onnx"));
        Assert.Equal(gradients, Gradients(OnnxModel.Load(_scratch.File("again.onnx"))));
    }

    /// <summary>y = (x · rows of the first table + rows of the others) W; the tables are zeros but for a number in
    /// their first and last rows, in a file with gaps.</summary>
    private string Tables(long rows, long width, int count)
    {
        GraphBuilder builder = new("tables");
        string x = builder.Input("x", 2, (GraphDimension)width);
        float[] weights = [.. Enumerable.Range(0, (int)width * 2).Select(i => MathF.Sin(i))];
        string w = builder.Weights("w", weights, width, 2);
        builder.Integers("ids", 0, rows - 1);
        ModelProto model = ModelProto.Parser.ParseFrom(builder.ToBytes());
        using (FileStream file = File.Create(_scratch.File("tables.bin")))
        {
            file.SetLength(count * rows * width * sizeof(float));
            string sum = x;
            for (int i = 0; i < count; i++)
            {
                long start = i * rows * width * sizeof(float);
                file.Position = start;
                file.Write(BitConverter.GetBytes(1.5f + i));
                file.Position = start + ((rows - 1) * width * sizeof(float));
                file.Write(BitConverter.GetBytes(-0.5f - i));
                model.Graph.Initializer.Add(External($"table{i}", start, rows, width));
                model.Graph.Node.Add(new NodeProto
                {
                    OpType = "Gather", Name = $"row{i}", Input = { $"table{i}", "ids" }, Output = { $"row{i}" },
                });
                model.Graph.Node.Add(new NodeProto
                {
                    OpType = i == 0 ? "Mul" : "Add", Name = $"sum{i}", Input = { sum, $"row{i}" },
                    Output = { $"sum{i}" },
                });
                sum = $"sum{i}";
            }

            model.Graph.Node.Add(new NodeProto { OpType = "MatMul", Name = "y", Input = { sum, w }, Output = { "y" } });
        }

        // The tables come first, so that a test finds them by place.
        TensorProto[] sorted = [.. model.Graph.Initializer.OrderBy(tensor => tensor.Name.StartsWith('t') ? 0 : 1)];
        model.Graph.Initializer.Clear();
        model.Graph.Initializer.Add(sorted);
        model.Graph.Output.Add(NodeWriter.ValueInfo("y", TensorProto.Types.DataType.Float, [2, 2]));
        OnnxModel.Of(model, "tables").Save(_scratch.File("tables.onnx"));
        return _scratch.File("tables.onnx");
    }

    private static TensorProto External(string name, long offset, long rows, long width) => new()
    {
        Name = name, DataType = (int)TensorProto.Types.DataType.Float, Dims = { rows, width },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData =
        {
            new StringStringEntryProto { Key = "location", Value = "tables.bin" },
            new StringStringEntryProto { Key = "offset", Value = $"{offset}" },
            new StringStringEntryProto { Key = "length", Value = $"{rows * width * sizeof(float)}" },
        },
    };

    private static OnnxTensor Input(long width) => new(
        "x", [2, width], [.. Enumerable.Range(0, 2 * (int)width).Select(i => MathF.Cos(i))]);

    private static long Width(OnnxModel model) => model.Inputs[0].Shape[1]!.Value;

    private static float[] Forward(OnnxSession session) =>
        session.Run(Input(session.Inputs[0].Shape[1]!.Value), "y")[0].Values;

    private static float[] Gradients(OnnxModel model)
    {
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [2, Width(model)] },
            Loss = Loss.Sum("y"),
            With = ["x", "w"],
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        GradientValues values = session.Run([Input(Width(model))], []);
        return [(float)values.Loss, .. values.Gradients["x"].Values, .. values.Gradients["w"].Values];
    }

    /// <summary>Two steps on adapters; the adapters afterwards.</summary>
    private static float[] Trained(OnnxModel model)
    {
        var adapters = LowRankAdapters.Insert(model, LowRankAdapters.Find(model, "y"), 1, 1, 3);
        using var session = TrainingSession.Start(new TrainingRequest
        {
            Model = adapters.Model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [2, Width(model)] },
            Loss = Loss.SoftmaxCrossEntropy("y"),
            Parameters = adapters.ParameterNames,
            Optimizer = Optimizer.Sgd(),
            Session = new OnnxSessionSettings { ThreadCount = 1 },
        });
        OnnxIntegers labels = new("labels", [2], [0, 1]);
        session.Step([Input(Width(model))], [labels], 0.1);
        session.Step([Input(Width(model))], [labels], 0.1);
        return [.. adapters.ParameterNames.SelectMany(name => session.Parameter(name).Values)];
    }
}
