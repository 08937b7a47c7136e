using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>Rows joined to patients: every share counts patients, images stand beside.</summary>
internal sealed class UnitTable
{
    internal UnitTable(Cohort cohort)
    {
        Rows = new int[cohort.Count];
        AreKnown = cohort.Units is not null;
        if (cohort.Units is null)
        {
            Count = cohort.Count;
            for (int i = 0; i < Rows.Length; i++)
            {
                Rows[i] = i;
            }

            return;
        }

        Dictionary<string, int> codes = new(StringComparer.Ordinal);
        for (int i = 0; i < Rows.Length; i++)
        {
            if (!codes.TryGetValue(cohort.Units[i], out int code))
            {
                codes[cohort.Units[i]] = code = codes.Count;
            }

            Rows[i] = code;
        }

        Count = codes.Count;
    }

    /// <summary>Whether a patient column was declared; otherwise every image counts as one patient.</summary>
    internal bool AreKnown { get; }

    /// <summary>The patient of every row, shape [rows].</summary>
    internal int[] Rows { get; }

    /// <summary>How many patients there are.</summary>
    internal int Count { get; }

    /// <summary>What is counted, in words.</summary>
    internal string Word => AreKnown ? "patients" : "images";

    /// <summary>The first known code of each patient, and how many patients have more than one.</summary>
    internal (int[] Codes, int Inconsistent) First(int[] codes)
    {
        int[] first = new int[Count];
        bool[] differs = new bool[Count];
        first.AsSpan().Fill(-1);
        for (int i = 0; i < codes.Length; i++)
        {
            int unit = Rows[i];
            if (codes[i] < 0)
            {
                continue;
            }

            if (first[unit] < 0)
            {
                first[unit] = codes[i];
            }
            else if (first[unit] != codes[i])
            {
                differs[unit] = true;
            }
        }

        return (first, differs.Count(unit => unit));
    }

    /// <summary>The first finite number of each patient; NaN where there is none.</summary>
    internal double[] First(double[] numbers)
    {
        double[] first = new double[Count];
        first.AsSpan().Fill(double.NaN);
        for (int i = 0; i < numbers.Length; i++)
        {
            if (double.IsNaN(first[Rows[i]]))
            {
                first[Rows[i]] = numbers[i];
            }
        }

        return first;
    }
}
