using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Onnx;

/// <summary>Reads and writes files of named float32 tensors in the safetensors format.</summary>
/// <remarks>Eight bytes with the length of a JSON header (little-endian), the header with type, shape and place of
/// every tensor and text facts under <c>__metadata__</c>, then the numbers. Source: the format's description in
/// huggingface/safetensors. Only F32 is read.</remarks>
internal static class SafeTensors
{
    private const string Metadata = "__metadata__";
    private const int LargestHeader = 100_000_000;

    internal static void Write(
        string path, IReadOnlyDictionary<string, string> facts, IReadOnlyList<OnnxTensor> tensors)
    {
        JsonObject header = new()
        {
            [Metadata] = new JsonObject(
                facts.Select(fact => KeyValuePair.Create(fact.Key, (JsonNode?)JsonValue.Create(fact.Value)))),
        };
        long offset = 0;
        foreach (OnnxTensor tensor in tensors)
        {
            long end = offset + ((long)tensor.Values.Length * sizeof(float));
            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. tensor.Shape.Select(size => (JsonNode)JsonValue.Create(size))]),
                ["data_offsets"] = new JsonArray(JsonValue.Create(offset), JsonValue.Create(end)),
            };
            offset = end;
        }

        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header);
        WholeFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            int padded = (text.Length + 7) / 8 * 8;
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
            stream.Write(length);
            stream.Write(text);
            for (int i = text.Length; i < padded; i++)
            {
                stream.WriteByte((byte)' ');
            }

            foreach (OnnxTensor tensor in tensors)
            {
                stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(tensor.Values));
            }
        });
    }

    /// <exception cref="ModelException">The file is absent, damaged or holds other types.</exception>
    internal static (IReadOnlyDictionary<string, string> Facts, IReadOnlyList<OnnxTensor> Tensors) Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException(path, "the file was not found; a safetensors file was expected");
        }

        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            if (length > LargestHeader || length + sizeof(ulong) > (ulong)bytes.Length)
            {
                throw Damaged(path);
            }

            int start = sizeof(ulong) + (int)length;
            using var header = JsonDocument.Parse(bytes.AsMemory(sizeof(ulong), (int)length));
            Dictionary<string, string> facts = new(StringComparer.Ordinal);
            List<OnnxTensor> tensors = [];
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
            {
                if (entry.Name == Metadata)
                {
                    foreach (JsonProperty fact in entry.Value.EnumerateObject())
                    {
                        facts[fact.Name] = fact.Value.GetString() ?? string.Empty;
                    }
                }
                else
                {
                    tensors.Add(Tensor(path, entry.Name, entry.Value, bytes.AsSpan(start)));
                }
            }

            return (facts, tensors);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or JsonException
            or FormatException or KeyNotFoundException or OverflowException)
        {
            throw Damaged(path, failure);
        }
    }

    private static OnnxTensor Tensor(string path, string name, JsonElement entry, ReadOnlySpan<byte> data)
    {
        if (entry.GetProperty("dtype").GetString() != "F32")
        {
            throw new ModelException(
                path, $"the tensor '{name}' is of type {entry.GetProperty("dtype")}; F32 was expected");
        }

        long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        int from = entry.GetProperty("data_offsets")[0].GetInt32();
        int to = entry.GetProperty("data_offsets")[1].GetInt32();
        return from >= 0 && to <= data.Length && to - from == TensorData.Count(shape) * sizeof(float)
            ? new OnnxTensor(name, shape, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(
                data[from..to]).ToArray())
            : throw Damaged(path);
    }

    private static ModelException Damaged(string path, Exception? inner = null) =>
        new(path, "the file is no safetensors file or is damaged", inner);
}
