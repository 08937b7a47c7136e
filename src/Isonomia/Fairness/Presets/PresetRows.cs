using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The rows a preset looks at, in ascending order of score, with the decision rule it uses.</summary>
internal sealed class PresetRows
{
    private readonly PresetInput _input;
    private readonly int[] _order;

    private PresetRows(ParityPreset preset, PresetInput input, int[] order, int[] codes, string[] names)
    {
        Preset = preset;
        _input = input;
        _order = order;
        Overall = Take(order);
        Members = [.. codes.Select(code => Take([.. order.Where(row => input.Groups[row] == code)]))];
        Names = names;
        Reference = input.Reference is { } given ? Array.IndexOf(codes, given)
            : codes.Length == 0 ? -1
            : Enumerable.Range(0, codes.Length).MaxBy(group => Members[group].Weight);
        ThresholdPolicy policy = ThresholdPolicy.Parse(input.Threshold ?? preset.Threshold);
        if (policy.IsPerGroup)
        {
            throw new ArgumentException(
                $"Threshold policy '{policy.Text}' is per group; preset '{preset.Id}' has one threshold.",
                nameof(input));
        }

        Threshold = policy.Fit(Overall.Rows(DecisionRule.Default), preset.IsStrict).Threshold;
        Rule = new DecisionRule(Threshold.ValueOrNaN, preset.IsStrict);
    }

    internal ParityPreset Preset { get; }

    internal Statistic Threshold { get; }

    internal DecisionRule Rule { get; }

    internal MemberRows Overall { get; }

    internal IReadOnlyList<MemberRows> Members { get; }

    internal IReadOnlyList<string> Names { get; }

    /// <summary>The index of the reference group, −1 where it has no rows.</summary>
    internal int Reference { get; }

    internal static PresetRows Of(ParityPreset preset, PresetInput input)
    {
        Check(input);
        int[] order = [.. Enumerable.Range(0, input.Scores.Count)
            .Where(row => preset.Missing != "drop" || input.Groups[row] >= 0)
            .OrderBy(row => input.Scores[row])];
        HashSet<int> present = [.. order.Where(row => Weight(input, row) > 0).Select(row => input.Groups[row])];
        List<int> codes = [.. Enumerable.Range(0, input.GroupNames.Count).Where(present.Contains)];
        List<string> names = [.. codes.Select(code => input.GroupNames[code])];
        if (preset.Missing == "as_group" && present.Contains(-1))
        {
            codes.Add(-1);
            names.Add("(missing)");
        }

        return new PresetRows(preset, input, order, [.. codes], [.. names]);
    }

    /// <summary>The rows of all groups but one.</summary>
    internal MemberRows AllBut(int group) => Take([.. _order.Where(row =>
        _input.Groups[row] >= 0 && _input.GroupNames[_input.Groups[row]] != Names[group])]);

    internal Statistic Value(MemberRows members, Metric metric, DecisionRule rule, bool zero) =>
        double.IsNaN(rule.Threshold) && metric.UsesThreshold ? Threshold
        : zero ? EmptyDenominator.AsZero(members, metric, rule)
        : members.Compute(metric, rule);

    internal Statistic Value(MemberRows members, Metric metric) =>
        Value(members, metric, Rule, Preset.ZeroForEmptyDenominator);

    internal Statistic[] ByGroup(Metric metric, DecisionRule rule, bool zero) =>
        [.. Members.Select(members => Value(members, metric, rule, zero))];

    internal Statistic Aggregate(Metric metric, Disparity disparity) =>
        Aggregate(metric, disparity, Rule, Preset.ZeroForEmptyDenominator);

    internal Statistic Aggregate(Metric metric, Disparity disparity, DecisionRule rule, bool zero)
    {
        Statistic overall = Value(Overall, metric, rule, zero);
        return double.IsNaN(rule.Threshold) && metric.UsesThreshold
            ? Threshold
            : Aggregate(ByGroup(metric, rule, zero), overall, disparity, metric.Better);
    }

    internal Statistic Aggregate(Statistic[] values, Statistic overall, Disparity disparity, Direction better) =>
        disparity.Compute(new GroupValues
        {
            Values = Array.ConvertAll(values, static value => value.ValueOrNaN),
            Sizes = Members.Select(static members => members.Weight).ToArray(),
            Overall = overall.ValueOrNaN,
            Reference = Math.Max(Reference, 0),
            Better = better,
        });

    private static double Weight(PresetInput input, int row) => input.Weights?[row] ?? 1;

    private static void Check(PresetInput input)
    {
        int count = input.Scores.Count;
        if (input.Labels.Count != count || input.Groups.Count != count || (input.Weights?.Count ?? count) != count)
        {
            throw new ArgumentException(
                $"There are {count} scores, {input.Labels.Count} labels, {input.Groups.Count} groups and "
                + $"{input.Weights?.Count ?? count} weights; each row needs one of each.",
                nameof(input));
        }

        for (int row = 0; row < count; row++)
        {
            if (input.Groups[row] < -1
                || input.Groups[row] >= input.GroupNames.Count
                || input.Labels[row] is not (0 or 1)
                || !double.IsFinite(input.Scores[row])
                || !(Weight(input, row) >= 0))
            {
                throw new ArgumentException(
                    $"Row {row} needs a finite score, a label of 0 or 1, a weight of at least 0 and the index of one "
                        + "of "
                    + $"{input.GroupNames.Count} groups or −1.",
                    nameof(input));
            }
        }
    }

    private MemberRows Take(int[] rows) => new(
        [.. rows.Select(row => _input.Scores[row])],
        [.. rows.Select(row => _input.Labels[row])],
        [.. rows.Select(row => Weight(_input, row))]);
}
