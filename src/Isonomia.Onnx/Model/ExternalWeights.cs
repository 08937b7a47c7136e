using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>Weights that lie in files beside the model: small files are read, large ones are looked into in place.
/// </summary>
internal static class ExternalWeights
{
    /// <summary>From this size on a file is not read into memory.</summary>
    internal const long MapFrom = 256L << 20;

    /// <summary>More than this is not written into one model file, whose format ends at 2 GiB.</summary>
    internal const long LargestInline = 1800L << 20;

    /// <summary>Tensors below this size are always in memory: the runtime needs some of them to infer shapes.</summary>
    private const long SmallTensor = 64 << 10;

    /// <summary>Where data begin in a file that is written.</summary>
    private const long Alignment = 4096;

    internal static void Read(ModelProto model, string path, long mapFrom)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        List<string> faults = [];
        Dictionary<string, MemoryMappedFile> maps = new(StringComparer.Ordinal);
        foreach (TensorProto tensor in model.Graph.Initializer.Where(tensor =>
            tensor.DataLocation == TensorProto.Types.DataLocation.External))
        {
            if (Read(tensor, folder, mapFrom, maps) is { } fault)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new ModelException(path, string.Join("; ", faults.Distinct()));
        }
    }

    /// <summary>The bytes of all weights.</summary>
    internal static long Size(GraphProto graph) => graph.Initializer.Sum(tensor => (long)tensor.RawData.Length);

    /// <summary>Where a tensor's bytes lie in a file, or null where they are in memory.</summary>
    internal static MappedTensor? Place(TensorProto tensor) =>
        tensor.RawData.Length > 0
        && MemoryMarshal.TryGetMemoryManager(
            tensor.RawData.Memory, out MappedTensor? place, out int start, out int count)
        && start == 0 && count == tensor.RawData.Length ? place : null;

    /// <summary>The model as ONNX Runtime is given it: weights in files stay there and are named by place.</summary>
    /// <returns>The model and the folder of the files, or null where no weights lie in files.</returns>
    internal static (ModelProto Model, string? Folder) ForRuntime(ModelProto model)
    {
        string? folder = model.Graph.Initializer.Select(Place).FirstOrDefault(place => place is not null) is { } first
            ? Path.GetDirectoryName(first.Path) : null;
        if (folder is null)
        {
            return (model, null);
        }

        return (With(model, tensor => Place(tensor) is { } place
            && place.Path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Stub(tensor, Path.GetRelativePath(folder, place.Path), place.Offset) : tensor), folder);
    }

    /// <summary>Writes a model whose weights are too large for one file: all but small ones go to a file beside it.
    /// </summary>
    internal static void Save(ModelProto model, string path)
    {
        string data = $"{path}.data";
        Dictionary<string, long> offsets = new(StringComparer.Ordinal);
        WholeFile.Write(data, stream =>
        {
            foreach (TensorProto tensor in model.Graph.Initializer.Where(IsLarge))
            {
                stream.Write(new byte[(Alignment - (stream.Position % Alignment)) % Alignment]);
                offsets[tensor.Name] = stream.Position;
                stream.Write(tensor.RawData.Span);
            }
        });
        ModelProto light = With(model, tensor =>
            IsLarge(tensor) ? Stub(tensor, Path.GetFileName(data), offsets[tensor.Name]) : tensor);
        WholeFile.Write(path, stream => light.WriteTo(stream));
    }

    private static bool IsLarge(TensorProto tensor) => tensor.RawData.Length >= SmallTensor;

    private static ModelProto With(ModelProto model, Func<TensorProto, TensorProto> change)
    {
        ModelProto light = model.Clone();
        TensorProto[] changed = [.. light.Graph.Initializer.Select(change)];
        light.Graph.Initializer.Clear();
        light.Graph.Initializer.Add(changed);
        return light;
    }

    private static TensorProto Stub(TensorProto tensor, string location, long offset) => new()
    {
        Name = tensor.Name,
        DataType = tensor.DataType,
        Dims = { tensor.Dims },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData =
        {
            new StringStringEntryProto { Key = "location", Value = location.Replace('\\', '/') },
            new StringStringEntryProto { Key = "offset", Value = offset.ToString(CultureInfo.InvariantCulture) },
            new StringStringEntryProto
            {
                Key = "length", Value = tensor.RawData.Length.ToString(CultureInfo.InvariantCulture),
            },
        },
    };

    /// <summary>Fills in one tensor; what is wrong with it, or null.</summary>
    private static string? Read(
        TensorProto tensor, string folder, long mapFrom, Dictionary<string, MemoryMappedFile> maps)
    {
        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in tensor.ExternalData)
        {
            facts[entry.Key] = entry.Value;
        }

        string location = facts.GetValueOrDefault("location", string.Empty);
        string file = Path.GetFullPath(Path.Combine(folder, location));
        if (location.Length == 0 || !file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return $"the weights '{tensor.Name}' lie in '{location}'; a file in the model's folder was expected";
        }

        if (!File.Exists(file))
        {
            return $"the weights '{tensor.Name}' lie in '{location}', which was not found beside the model";
        }

        long size = new FileInfo(file).Length;
        long offset = Number(facts, "offset", 0);
        long needed = TensorData.ByteCount(tensor) ?? Number(facts, "length", size - offset);
        long length = Number(facts, "length", needed);
        if (length != needed)
        {
            return $"the weights '{tensor.Name}' have {length} bytes in '{location}'; their type and shape need "
                + $"{needed}";
        }

        if (offset < 0 || length < 0 || offset + length > size)
        {
            return $"the weights '{tensor.Name}' need bytes {offset} to {offset + length} of '{location}', which has "
                + $"{size}";
        }

        if (length > Array.MaxLength)
        {
            return $"the weights '{tensor.Name}' have {length} bytes; at most {Array.MaxLength} a tensor are read";
        }

        if (size >= mapFrom && length >= SmallTensor)
        {
            if (!maps.TryGetValue(file, out MemoryMappedFile? map))
            {
                maps[file] = map = MemoryMappedFile.CreateFromFile(
                    new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), null,
                    0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            }

            tensor.RawData = UnsafeByteOperations.UnsafeWrap(new MappedTensor(map, file, offset, (int)length).Memory);
        }
        else
        {
            using FileStream stream = File.OpenRead(file);
            stream.Position = offset;
            byte[] bytes = new byte[length];
            stream.ReadExactly(bytes);
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        }

        tensor.ExternalData.Clear();
        tensor.ClearDataLocation();
        return null;
    }

    private static long Number(Dictionary<string, string> facts, string key, long otherwise) =>
        facts.TryGetValue(key, out string? text) && long.TryParse(text, CultureInfo.InvariantCulture, out long value)
            ? value
            : otherwise;
}
