using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The patients of a permutation test: who may change places with whom (specification §11.7, §20
/// A9).</summary>
/// <remarks>A patient with rows in several groups is split into a part for each; the parts are the units that a group
/// is assigned to. Such a patient moves with all of its groups, and only among patients with as many. Patients that the
/// metric does not see (no positive row for a true positive rate) stay where they are.</remarks>
internal sealed class PermutedPatients
{
    private readonly int[][] _parts;
    private readonly int[] _movable;
    private readonly int[][] _signatures;
    private readonly int[] _observed;
    private readonly byte[][]? _all;
    private readonly PermutationPlan _plan;

    private PermutedPatients(
        AuditedRows rows, int[][] parts, int[] movable, int[][] signatures, int[] observed, PermutationPlan plan,
            byte[][]? all)
    {
        Rows = rows;
        _parts = parts;
        _movable = movable;
        _signatures = signatures;
        _observed = observed;
        _plan = plan;
        _all = all;
    }

    /// <summary>The rows, with parts of patients as units.</summary>
    internal AuditedRows Rows { get; }

    /// <summary>How many assignments there are where all of them are tried, or null: they are drawn.</summary>
    internal int? AssignmentCount => _all?.Length;

    /// <summary>The share of patients with rows in several groups.</summary>
    internal double SeveralGroupsShare => _parts.Count(parts => parts.Length > 1) / (double)_parts.Length;

    /// <summary>Prepares a test.</summary>
    /// <param name="request">The table and its audited rows.</param>
    /// <param name="grouping">The grouping.</param>
    /// <param name="place">The place of every group code among the tested groups, -1 for the others.</param>
    /// <param name="stratum">Among whom groups are exchanged.</param>
    /// <returns>The patients.</returns>
    internal static PermutedPatients Of(InferenceRequest request, Grouping grouping, int[] place, NullStratum stratum)
    {
        int[] audited = request.Rows ?? [.. Enumerable.Range(0, request.Table.RowCount)];
        int[] kept = [.. audited.Where(row => grouping.Codes[row] >= 0 && place[grouping.Codes[row]] >= 0)];
        AuditedRows patients = AuditedRows.Of(request.Table, [], kept);
        int Group(int row) => place[grouping.Codes[patients.Rows[row]]];
        (AuditedRows rows, int[][] parts) = Split(patients, Group);
        int[] observed = new int[rows.UnitCount];
        for (int row = 0; row < rows.Rows.Length; row++)
        {
            observed[rows.Units[row]] = Group(row);
        }

        int[] profiles = Profiles(patients, stratum);
        int[] movable = [.. Enumerable.Range(0, parts.Length).Where(patient => profiles[patient] >= 0)];
        string[] texts = Array.ConvertAll(movable, patient =>
            string.Join(',', parts[patient].Select(part => observed[part])));
        string[] distinct = [.. texts.Distinct().Order(StringComparer.Ordinal)];
        int[][] signatures = Array.ConvertAll(distinct, text => text.Split(',').Select(int.Parse).ToArray());
        int[] labels = Array.ConvertAll(texts, text => Array.BinarySearch(distinct, text, StringComparer.Ordinal));
        int[] strata = Array.ConvertAll(movable, patient => (parts[patient].Length * 2) + profiles[patient]);
        var plan = new PermutationPlan(labels, strata);
        return new PermutedPatients(rows, parts, movable, signatures, observed, plan, List(plan, distinct.Length));
    }

    /// <summary>The groups as they are, of every part.</summary>
    internal int[] Observed => _observed;

    /// <summary>Gives the groups of every part under one assignment.</summary>
    /// <param name="assignment">From 0; the same number gives the same groups.</param>
    /// <param name="seed">The seed of drawn assignments.</param>
    /// <returns>The groups.</returns>
    internal int[] Assign(int assignment, ulong seed)
    {
        int[] assigned = (int[])_observed.Clone();
        int[] labels = new int[_movable.Length];
        if (_all is { } all)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = all[assignment][i];
            }
        }
        else
        {
            _plan.Draw(RandomSource.For(seed, "permutation", assignment), new int[_movable.Length], labels);
        }

        for (int i = 0; i < labels.Length; i++)
        {
            int[] parts = _parts[_movable[i]];
            int[] groups = _signatures[labels[i]];
            for (int rank = 0; rank < parts.Length; rank++)
            {
                assigned[parts[rank]] = groups[rank];
            }
        }

        return assigned;
    }

    private static byte[][]? List(PermutationPlan plan, int labelCount)
    {
        if (labelCount > byte.MaxValue || plan.CountAssignments() > new PermutationOptions().ExactLimit)
        {
            return null;
        }

        List<byte[]> all = [];
        plan.Enumerate(labels => all.Add(Array.ConvertAll(labels, static label => (byte)label)));
        return [.. all];
    }

    // One part of a patient for each group the patient is in, in the order of groups.
    private static (AuditedRows Rows, int[][] Parts) Split(AuditedRows patients, Func<int, int> group)
    {
        var groupsOf = new SortedSet<int>[patients.UnitCount];
        for (int row = 0; row < patients.Rows.Length; row++)
        {
            (groupsOf[patients.Units[row]] ??= []).Add(group(row));
        }

        int[][] parts = new int[patients.UnitCount][];
        int next = 0;
        for (int patient = 0; patient < parts.Length; patient++)
        {
            parts[patient] = [.. Enumerable.Range(next, groupsOf[patient].Count)];
            next += groupsOf[patient].Count;
        }

        int[] units = new int[patients.Rows.Length];
        for (int row = 0; row < units.Length; row++)
        {
            int patient = patients.Units[row];
            int own = group(row);
            units[row] = parts[patient][0] + groupsOf[patient].TakeWhile(other => other < own).Count();
        }

        return (patients.WithUnits(units, next), parts);
    }

    /// <summary>The label profile of every patient, or -1 where the metric does not see the patient.</summary>
    private static int[] Profiles(AuditedRows patients, NullStratum stratum)
    {
        int[] profiles = new int[patients.UnitCount];
        if (stratum == NullStratum.None || patients.Table.Outcome is not Outcome.Binary binary)
        {
            return profiles;
        }

        bool[] hasPositive = new bool[patients.UnitCount];
        bool[] hasNegative = new bool[patients.UnitCount];
        for (int row = 0; row < patients.Rows.Length; row++)
        {
            bool isPositive = binary.Labels[patients.Rows[row]] == 1;
            hasPositive[patients.Units[row]] |= isPositive;
            hasNegative[patients.Units[row]] |= !isPositive;
        }

        for (int patient = 0; patient < profiles.Length; patient++)
        {
            profiles[patient] = stratum switch
            {
                NullStratum.WithPositive => hasPositive[patient] ? 1 : -1,
                NullStratum.WithNegative => hasNegative[patient] ? 1 : -1,
                _ => hasPositive[patient] ? 1 : 0,
            };
        }

        return profiles;
    }
}
