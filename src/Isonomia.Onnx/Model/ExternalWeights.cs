using System.Globalization;
using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>Brings weights that lie in files beside the model into memory.</summary>
internal static class ExternalWeights
{
    internal static void Read(ModelProto model, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            {
                Read(tensor, folder, path);
            }
        }
    }

    private static void Read(TensorProto tensor, string folder, string path)
    {
        Dictionary<string, string> facts = tensor.ExternalData.ToDictionary(entry => entry.Key, entry => entry.Value);
        string location = facts.GetValueOrDefault("location", string.Empty);
        string file = Path.GetFullPath(Path.Combine(folder, location));
        if (location.Length == 0 || !file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ModelException(
                path, $"the weights '{tensor.Name}' lie in '{location}'; a file in the model's folder was expected");
        }

        if (!File.Exists(file))
        {
            throw new ModelException(
                path, $"the weights '{tensor.Name}' lie in '{location}', which was not found beside the model");
        }

        using FileStream stream = File.OpenRead(file);
        long offset = Number(facts, "offset", 0);
        long length = Number(facts, "length", stream.Length - offset);
        if (offset < 0 || length < 0 || offset + length > stream.Length)
        {
            throw new ModelException(
                path, $"the weights '{tensor.Name}' need bytes {offset} to {offset + length} of '{location}', which "
                    + $"has {stream.Length}");
        }

        stream.Position = offset;
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        tensor.ExternalData.Clear();
        tensor.ClearDataLocation();
    }

    private static long Number(Dictionary<string, string> facts, string key, long otherwise) =>
        facts.TryGetValue(key, out string? text) && long.TryParse(text, CultureInfo.InvariantCulture, out long value)
            ? value
            : otherwise;
}
