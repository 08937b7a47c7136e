using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Isonomia.Onnx;

/// <content>Adapters in a file of their own.</content>
public sealed partial class LowRankAdapters
{
    private const string Format = "isonomia.adapter/1";

    /// <summary>Writes the adapters without the model: the matrices, where they go, and the hash of the weights that
    /// they were trained on.</summary>
    /// <remarks>The file is in the safetensors format; see docs/guide/autodiff.md#adapters-in-a-file-of-their-own.
    /// </remarks>
    /// <param name="path">The file; an existing one is replaced whole or stays.</param>
    /// <param name="trained">The adapted model with trained matrices, for example from
    /// <see cref="TrainingSession.Export"/>.</param>
    /// <param name="also">Further weights that were trained with them, for example a head's.</param>
    /// <exception cref="ArgumentException">The model lacks a matrix or a further weight.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, OnnxModel trained, params IReadOnlyList<string> also)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(also);
        Dictionary<string, TensorProto> tensors =
            trained.Proto.Graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        OnnxTensor Single(string name) => tensors.TryGetValue(name, out TensorProto? tensor)
            && TensorData.Reals(tensor) is { } values
                ? new OnnxTensor(name, [.. tensor.Dims], Array.ConvertAll(values, value => (float)value))
                : throw new ArgumentException($"The trained model has no weights '{name}'.", nameof(trained));
        SafeTensors.Write(
            path,
            new Dictionary<string, string>
            {
                ["format"] = Format,
                ["rank"] = _rank.ToString(CultureInfo.InvariantCulture),
                ["alpha"] = _alpha.ToString("R", CultureInfo.InvariantCulture),
                ["dropout"] = _dropout.ToString("R", CultureInfo.InvariantCulture),
                ["targets"] = JsonSerializer.Serialize(_placed.Select(entry => new object?[]
                {
                    entry.Target.Name, entry.Target.Node, entry.Target.Columns?.From, entry.Target.Columns?.To,
                })),
                ["base_sha256"] = HashOf(_base, [.. also]),
            },
            [.. ParameterNames.Concat(also).Select(Single)]);
    }

    /// <summary>Puts adapters from a file on the model that they were trained on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model without adapters; it is not changed.</param>
    /// <returns>The adapters; <see cref="Model"/> has the trained matrices, and <see cref="Merge"/> of it gives the
    /// plain model.</returns>
    /// <exception cref="ModelException">The file is damaged, or the model has other weights than the one that the
    /// adapters were trained on.</exception>
    public static LowRankAdapters Load(string path, OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (IReadOnlyDictionary<string, string> facts, IReadOnlyList<OnnxTensor> tensors) = SafeTensors.Read(path);
        if (facts.GetValueOrDefault("format") != Format)
        {
            throw new ModelException(path, $"the file is no {Format}; low-rank adapters were expected");
        }

        LowRankTarget[] targets;
        int rank;
        double alpha;
        double dropout;
        try
        {
            using var list = JsonDocument.Parse(facts["targets"]);
            targets = [.. list.RootElement.EnumerateArray().Select(Target)];
            rank = int.Parse(facts["rank"], CultureInfo.InvariantCulture);
            alpha = double.Parse(facts["alpha"], CultureInfo.InvariantCulture);
            dropout = double.Parse(facts["dropout"], CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException or OverflowException)
        {
            throw new ModelException(path, "its facts are damaged; rank, alpha, dropout and targets were expected",
                failure);
        }

        HashSet<string> own = [.. targets.SelectMany(target => new[] { $"{target.Name}.A", $"{target.Name}.B" })];
        string[] also = [.. tensors.Select(tensor => tensor.Name).Where(name => !own.Contains(name))];
        string hash = HashOf(model, [.. also]);
        if (hash != facts.GetValueOrDefault("base_sha256"))
        {
            throw new ModelException(
                path, $"its adapters were trained on other weights than those of '{Path.GetFileName(model.Path)}' "
                    + $"(SHA-256 {hash}, expected {facts.GetValueOrDefault("base_sha256")})");
        }

        LowRankAdapters placed = Insert(With(path, model, tensors, also), targets, rank, alpha, 0, dropout);
        return new LowRankAdapters(
            placed._base, With(path, placed.Model, tensors, own), placed._placed, rank, alpha, dropout);
    }

    private static LowRankTarget Target(JsonElement entry) => new(
        entry[0].GetString() ?? throw new FormatException(), entry[1].GetString() ?? throw new FormatException(),
        entry[2].ValueKind == JsonValueKind.Null ? null : (entry[2].GetInt32(), entry[3].GetInt32()));

    /// <summary>The model with some of its weights taken from a file.</summary>
    private static OnnxModel With(
        string path, OnnxModel model, IReadOnlyList<OnnxTensor> tensors, IReadOnlyCollection<string> names)
    {
        ModelProto copy = new(model.Proto);
        foreach (string name in names)
        {
            OnnxTensor? tensor = tensors.FirstOrDefault(entry => entry.Name == name);
            int place = copy.Graph.Initializer.Select(entry => entry.Name).ToList().IndexOf(name);
            if (tensor is null || place < 0 || !copy.Graph.Initializer[place].Dims.SequenceEqual(tensor.Shape))
            {
                throw new ModelException(
                    path, $"the weights '{name}' are {(tensor is null ? "not in it" : "of another shape or none of the "
                        + $"weights of '{Path.GetFileName(model.Path)}'")}");
            }

            copy.Graph.Initializer[place] = TensorData.Of(name, tensor.Values, [.. tensor.Shape]);
        }

        return OnnxModel.Of(copy, model.Path);
    }

    /// <summary>The hash of all weights but those that the file brings itself.</summary>
    private static string HashOf(OnnxModel model, HashSet<string> without)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TensorProto tensor in model.Proto.Graph.Initializer.Where(tensor => !without.Contains(tensor.Name))
            .OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{tensor.Name} {tensor.DataType} [{string.Join(',', tensor.Dims)}]\n"));
            hash.AppendData(tensor.RawData.Length > 0 ? tensor.RawData.Span : tensor.ToByteArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
