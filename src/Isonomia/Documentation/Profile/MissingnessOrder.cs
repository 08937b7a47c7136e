using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>What the same data can hint about values missing not at random: a step in time, and who a validated
/// prediction sees among those without a value.</summary>
internal static class MissingnessOrder
{
    private const int MostPatients = 20_000;

    internal static MissingnessChange? Of(OrderReading order, sbyte[] missing, ulong seed, string name)
    {
        var random = RandomSource.For(seed, "missingness_order:" + name, 0);
        int[] patients = [.. Enumerable.Range(0, missing.Length).Where(u => !double.IsNaN(order.Times[u]))];
        if (patients.Length > MostPatients)
        {
            random.Shuffle(patients.AsSpan());
            patients = [.. patients.Take(MostPatients)];
        }

        patients = [.. patients.OrderBy(u => order.Times[u]).ThenBy(u => u)];
        double[] times = [.. patients.Select(u => order.Times[u])];
        sbyte[] flags = [.. patients.Select(u => missing[u])];
        if (ChangePoint.Of(times, flags, random) is not (int place, double ratio, double p))
        {
            return null;
        }

        int before = flags.Take(place).Count(flag => flag == 1);
        int after = flags.Skip(place).Count(flag => flag == 1);
        return new MissingnessChange(order.Column, order.Texts[patients[place]]!, place, before, flags.Length - place,
            after, ratio, p);
    }

    internal static double Step(MissingnessChange change) => Math.Abs(
        ((double)change.MissingAfter / change.PatientsAfter) - ((double)change.MissingBefore / change.PatientsBefore));

    internal static string Sentence(MissingnessChange change) =>
        $"missing for {Percent(change.MissingBefore, change.PatientsBefore)} before '{change.From}' "
        + $"(n {change.PatientsBefore}) and {Percent(change.MissingAfter, change.PatientsAfter)} from then on "
        + $"(n {change.PatientsAfter})";

    internal static IReadOnlyList<MissingGroupShare> Shares(CohortReading reading, int attribute, ulong seed)
    {
        ColumnReading column = reading.Attributes[attribute];
        if (!reading.Predictions.TryGetValue(column.Name, out ColumnReading? predicted))
        {
            return [];
        }

        UnitTable units = reading.Units;
        int[] known = column.ByUnit(units);
        List<string> groups = [.. column.Groups];
        int[] places = [.. predicted.Groups.Select(group => groups.IndexOf(group))];
        int[] codes = [.. predicted.ByUnit(units).Select(code => code < 0 ? -1 : places[code])];
        ColumnReading? site = reading.Facts.FirstOrDefault(fact => TextFolding.Name(fact.Name) is "site" or "hospital"
            or "center" or "centre" or "institution" or "acquisition site");
        return
        [
            .. MissingGroupShares.Of(column.Name, predicted.Column, column.Groups, known, codes,
                site?.ByUnit(units) ?? new int[units.Count], site?.Groups.Count ?? 1,
                RandomSource.For(seed, "missing_group_shares:" + column.Name, 0)),
        ];
    }

    private static string Percent(int part, int whole) =>
        (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
