using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>Named tensors and facts in one file, with a hash over all of them.</summary>
/// <remarks>The container is that of an ONNX model without nodes: tensors as initializers, facts as metadata.</remarks>
/// <param name="Format">What the file is, with a version.</param>
/// <param name="Fingerprint">What it fits.</param>
/// <param name="Facts">Further facts.</param>
/// <param name="Tensors">The tensors.</param>
internal sealed record CheckpointFile(
    string Format, string Fingerprint, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<TensorProto> Tensors)
{
    private const string Hash = "sha256";

    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced or stays.</param>
    /// <param name="create">How a file is created; a test gives a disk that is full.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal void Write(string path, Func<string, Stream>? create = null)
    {
        ModelProto model = new() { ProducerName = Format, Graph = new GraphProto { Name = Fingerprint } };
        model.Graph.Initializer.Add(Tensors);
        foreach ((string key, string value) in Facts.Append(new(Hash, HashOf(Fingerprint, Facts, Tensors))))
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        try
        {
            WholeFile.Write(path, stream => model.WriteTo(stream), create);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{Path.GetFileName(path)} could not be written ({OnnxSession.OneLine(failure)}); what was there "
                    + $"before "
                + "is kept.", failure);
        }
    }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What it must be.</param>
    /// <exception cref="TrainingException">The file is damaged or something else.</exception>
    internal static CheckpointFile Read(string path, string format)
    {
        string name = Path.GetFileName(path);
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new TrainingException($"{name} is no checkpoint or is damaged.", inner: failure);
        }

        if (model.ProducerName != format)
        {
            throw new TrainingException($"{name} is no {format}; one was expected.");
        }

        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in model.MetadataProps)
        {
            facts[entry.Key] = entry.Value;
        }

        CheckpointFile file =
            new(format, model.Graph?.Name ?? string.Empty, facts, [.. model.Graph?.Initializer ?? []]);
        return facts.Remove(Hash, out string? hash) && hash == HashOf(file.Fingerprint, facts, file.Tensors)
            ? file : throw new TrainingException($"{name} is damaged: its hash is not that of what it holds.");
    }

    private static string HashOf(
        string fingerprint, IReadOnlyDictionary<string, string> facts, IReadOnlyList<TensorProto> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Text(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Text(fingerprint);
        foreach ((string key, string value) in facts.OrderBy(fact => fact.Key, StringComparer.Ordinal))
        {
            Text($"{key}={value}");
        }

        foreach (TensorProto tensor in tensors)
        {
            Text($"{tensor.Name} {tensor.DataType} [{string.Join(',', tensor.Dims)}]");
            hash.AppendData(tensor.RawData.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
