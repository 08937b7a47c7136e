namespace Isonomia.Datasets;

/// <summary>Codes of resampling units.</summary>
internal static class UnitCodes
{
    /// <summary>
    /// Renumbers units 0, 1, 2, … in the order they first appear; every missing one becomes a unit of its own.
    /// </summary>
    /// <returns>How many units there are, and how many were missing.</returns>
    internal static (int Count, long Missing) Compact(int[] codes)
    {
        int[] map = new int[codes.Length == 0 ? 0 : codes.Max() + 1];
        Array.Fill(map, -1);
        (int count, long missing) = (0, 0);
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] < 0)
            {
                missing++;
                codes[i] = count++;
                continue;
            }

            if (map[codes[i]] < 0)
            {
                map[codes[i]] = count++;
            }

            codes[i] = map[codes[i]];
        }

        return (count, missing);
    }

    /// <summary>Counts the units that have rows in two or more groups.</summary>
    internal static long Spanning(int[] units, int unitCount, Grouping grouping)
    {
        const int Several = -2;
        int[] groupOf = new int[unitCount];
        Array.Fill(groupOf, -1);
        long spanning = 0;
        for (int i = 0; i < units.Length; i++)
        {
            int group = grouping.Codes[i];
            ref int known = ref groupOf[units[i]];
            if (group < 0 || known == Several || known == group)
            {
                continue;
            }

            spanning += known >= 0 ? 1 : 0;
            known = known >= 0 ? Several : group;
        }

        return spanning;
    }

    /// <summary>Counts the rows whose identifier an earlier row of the same model has.</summary>
    internal static long Repeated(ReadOnlySpan<int> identifiers, Grouping? model)
    {
        var seen = new IdentifierCodes();
        long known = 0;
        for (int i = 0; i < identifiers.Length; i++)
        {
            if (identifiers[i] >= 0)
            {
                known++;
                uint modelCode = (uint)((model?.Codes[i] ?? -1) + 1);
                ulong key = ((ulong)modelCode << 32) | (uint)identifiers[i];
                seen.CodeOf(new UInt128(key, key * 0x9E3779B97F4A7C15));
            }
        }

        return known - seen.Count;
    }
}
