using System.Net.Http.Headers;
using System.Text;

namespace Isonomia.Imaging;

/// <summary>The parts of a multipart/related answer (RFC 2387), each with its media type.</summary>
internal static class MultipartRelated
{
    internal static IReadOnlyList<DicomWebFrame> Split(byte[] content, MediaTypeHeaderValue? type, string asked)
    {
        string? boundary = type?.Parameters
            .FirstOrDefault(part => string.Equals(part.Name, "boundary", StringComparison.OrdinalIgnoreCase))
            ?.Value?.Trim('"');
        if (boundary is not { Length: > 0 and <= 200 })
        {
            throw new DicomWebException($"The server's answer to {asked} is no multipart message with a boundary.");
        }

        byte[] mark = Encoding.Latin1.GetBytes("--" + boundary);
        List<DicomWebFrame> parts = [];
        int at = content.AsSpan().IndexOf(mark);
        while (at >= 0)
        {
            int start = at + mark.Length;
            if (content.AsSpan(start).StartsWith("--"u8))
            {
                return parts;
            }

            int headEnd = content.AsSpan(start).IndexOf("\r\n\r\n"u8);
            byte[] next = [(byte)'\r', (byte)'\n', .. mark];
            int end = headEnd < 0 ? -1 : content.AsSpan(start + headEnd + 4).IndexOf(next);
            if (end < 0)
            {
                break;
            }

            int body = start + headEnd + 4;
            string head = Encoding.Latin1.GetString(content, start, headEnd);
            parts.Add(new DicomWebFrame(content[body..(body + end)], MediaTypeOf(head)));
            at = body + end + 2;
        }

        throw new DicomWebException($"The server's answer to {asked} ends within a part; it was cut off.");
    }

    private static string MediaTypeOf(string head)
    {
        foreach (string line in head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(':', 2);
            if (parts.Length == 2 && string.Equals(parts[0].Trim(), "Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                return parts[1].Split(';')[0].Trim().ToLowerInvariant();
            }
        }

        return "application/octet-stream";
    }
}
