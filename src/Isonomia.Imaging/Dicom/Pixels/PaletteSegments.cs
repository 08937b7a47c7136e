namespace Isonomia.Imaging;

/// <summary>Segmented palette tables: discrete, linear and indirect segments (PS3.3 C.7.9.2).</summary>
internal static class PaletteSegments
{
    internal static ushort[] Expand(double[] words, int count, string path)
    {
        List<ushort> entries = new(count);
        int at = 0;
        while (at + 1 < words.Length && entries.Count < count)
        {
            at = words[at] == 2 ? Indirect(words, at, entries, path) : Segment(words, at, entries, path);
        }

        return [.. entries];
    }

    /// <summary>Appends one discrete or linear segment and gives the place of the next.</summary>
    private static int Segment(double[] words, int at, List<ushort> entries, string path)
    {
        int length = (int)words[at + 1];
        if (words[at] == 0 && at + 2 + length <= words.Length)
        {
            entries.AddRange(words.Skip(at + 2).Take(length).Select(word => (ushort)word));
            return at + 2 + length;
        }

        if (words[at] == 1 && at + 2 < words.Length && entries.Count > 0 && length > 0)
        {
            double from = entries[^1];
            double to = words[at + 2];
            for (int i = 1; i <= length; i++)
            {
                entries.Add((ushort)Math.Round(from + ((to - from) * i / length), MidpointRounding.AwayFromZero));
            }

            return at + 3;
        }

        throw new ImageFormatException(
            path, $"a segmented palette table has a segment at word {at} that cannot be read");
    }

    /// <summary>Repeats earlier segments; they may not be indirect themselves.</summary>
    private static int Indirect(double[] words, int at, List<ushort> entries, string path)
    {
        if (at + 3 >= words.Length)
        {
            throw new ImageFormatException(path, "a segmented palette table ends within an indirect segment");
        }

        int from = (int)(words[at + 2] + (words[at + 3] * 65536));
        for (int i = 0; i < (int)words[at + 1]; i++)
        {
            if (from < 0 || from + 1 >= words.Length || words[from] > 1)
            {
                throw new ImageFormatException(path, "a segmented palette table points to no segment");
            }

            from = Segment(words, from, entries, path);
        }

        return at + 4;
    }
}
