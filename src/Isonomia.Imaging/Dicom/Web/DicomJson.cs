using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Isonomia.Imaging;

/// <summary>The DICOM JSON model (PS3.18 annex F) as elements, so that one reader of facts serves files and
/// servers.</summary>
internal static class DicomJson
{
    private const int DeepestNesting = 64;

    internal static DicomDataSet Read(JsonElement root, int depth = 0)
    {
        DicomDataSet dataSet = new(isBigEndian: false) { Inherited = ["ISO_IR 192"] };
        if (root.ValueKind != JsonValueKind.Object || depth > DeepestNesting)
        {
            throw new JsonException("an object with elements was expected");
        }

        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (uint.TryParse(property.Name, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint tag)
                && property.Value.ValueKind == JsonValueKind.Object
                && tag != DicomTag.SpecificCharacterSet) // JSON is UTF-8, whatever the file was in
            {
                dataSet.Add(Element(tag, property.Value, depth));
            }
        }

        return dataSet;
    }

    private static DicomElement Element(uint tag, JsonElement element, int depth)
    {
        string vr = element.TryGetProperty("vr", out JsonElement stated) && stated.ValueKind == JsonValueKind.String
            ? stated.GetString()!
            : string.Empty;
        JsonElement[] values = element.TryGetProperty("Value", out JsonElement list)
            && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];
        if (vr == "SQ")
        {
            return new DicomElement(tag, vr, default)
            {
                Items = [.. values.Where(v => v.ValueKind == JsonValueKind.Object).Select(v => Read(v, depth + 1))],
            };
        }

        return new DicomElement(tag, vr, Bytes(vr, values));
    }

    private static byte[] Bytes(string vr, JsonElement[] values)
    {
        int width = vr switch { "US" or "SS" => 2, "UL" or "SL" or "FL" => 4, "FD" => 8, _ => 0 };
        if (width == 0)
        {
            return Encoding.UTF8.GetBytes(string.Join('\\', values.Select(Text)));
        }

        byte[] bytes = new byte[width * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double number = values[i].ValueKind == JsonValueKind.Number ? values[i].GetDouble() : 0;
            Span<byte> target = bytes.AsSpan(i * width);
            switch (vr)
            {
                case "FL":
                    BinaryPrimitives.WriteSingleLittleEndian(target, (float)number);
                    break;
                case "FD":
                    BinaryPrimitives.WriteDoubleLittleEndian(target, number);
                    break;
                case "US" or "SS":
                    BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)(long)Math.Clamp(number, -32768, 65535));
                    break;
                default:
                    BinaryPrimitives.WriteUInt32LittleEndian(
                        target, (uint)(long)Math.Clamp(number, int.MinValue, uint.MaxValue));
                    break;
            }
        }

        return bytes;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object when value.TryGetProperty("Alphabetic", out JsonElement name) => Text(name),
        _ => string.Empty,
    };
}
