using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>What other definitions say about the same groups: the definitions table, and another library's own
/// numbers.</summary>
internal static class GroupViews
{
    /// <summary>Computes every listed definition for every single attribute.</summary>
    /// <param name="table">The audited rows of a binary task.</param>
    /// <param name="groups">The group results; small groups are left out, as in the verdicts.</param>
    /// <param name="rule">The decision rule.</param>
    /// <returns>The definitions, an attribute after the other.</returns>
    internal static IReadOnlyList<DefinitionResult> Definitions(
        PredictionTable table, IReadOnlyList<GroupResult> groups, DecisionRule rule)
    {
        int[] order = SortedRows.Order((Outcome.Binary)table.Outcome);
        MetricMemo overall = new(SortedRows.Take(table, order, _ => true), rule, DefinitionTable.Metrics);
        List<DefinitionResult> results = [];
        foreach (Grouping attribute in table.Attributes)
        {
            HashSet<string> supported =
            [
                .. groups.Where(g => g.Attribute == attribute.Attribute && !g.IsSmall && !g.IsMissing)
                .Select(g => g.Group),
            ];
            (string Name, SortedRows Rows)[] members =
            [
                .. attribute.Groups.Select((name, g) => (name, g))
                    .Where(entry => supported.Contains(entry.name))
                    .Select(
                        entry => (entry.name, SortedRows.Take(table, order, row => attribute.Codes[row] == entry.g))),
            ];
            if (members.Length >= 2)
            {
                results.AddRange(DefinitionTable.Compute(
                    attribute.Attribute,
                    [.. members.Select(member => member.Rows)],
                    overall,
                    ReferenceOf(attribute.Attribute, members, groups)));
            }
        }

        return results;
    }

    /// <summary>Computes the numbers a preset's library reports, for every single attribute.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="table">The audited rows of a binary task.</param>
    /// <param name="request">The request: references and a threshold that overrides the preset's.</param>
    /// <returns>The numbers; empty for presets without a summary of their own.</returns>
    internal static IReadOnlyList<ParityResult> Parity(ParityPreset preset, PredictionTable table, AuditRequest request)
    {
        if (preset.Id == ParityPreset.Default.Id || preset.Summary is null)
        {
            return [];
        }

        var outcome = (Outcome.Binary)table.Outcome;
        int[] usable = SortedRows.Order(outcome);
        Array.Sort(usable);
        List<ParityResult> results = [];
        foreach (Grouping attribute in table.Attributes)
        {
            int reference = request.References.TryGetValue(attribute.Attribute, out string? name)
                ? attribute.Groups.ToList().IndexOf(name)
                : -1;
            IReadOnlyList<PresetValue> values = PresetSummary.Compute(preset, new PresetInput
            {
                Labels = Array.ConvertAll(usable, row => outcome.Labels[row]),
                Scores = Array.ConvertAll(usable, row => outcome.Scores[row]),
                Weights = table.Weights is null ? null : Array.ConvertAll(usable, row => table.Weights[row]),
                Groups = Array.ConvertAll(usable, row => attribute.Codes[row]),
                GroupNames = attribute.Groups,
                Reference = reference < 0 ? null : reference,
                Threshold = request.Threshold,
            });
            results.AddRange(values.Select(v =>
                new ParityResult(attribute.Attribute, v.Id, v.Value.ValueOrNull, v.Value.Reason?.Id())));
        }

        return results;
    }

    private static int ReferenceOf(
        string attribute, (string Name, SortedRows Rows)[] members, IReadOnlyList<GroupResult> groups)
    {
        string? reference = groups.FirstOrDefault(g => g.Attribute == attribute && g.IsReference)?.Group;
        int index = Array.FindIndex(members, member => member.Name == reference);
        return index >= 0 ? index : Enumerable.Range(0, members.Length).MaxBy(g => members[g].Rows.Scores.Length);
    }
}
