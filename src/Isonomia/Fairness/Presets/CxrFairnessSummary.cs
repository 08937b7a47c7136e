using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The differences of CXR-Fairness: every group minus all rows.</summary>
/// <remarks>Source: Zhang et al., CHIL 2022; specification §1 and §18.</remarks>
internal static class CxrFairnessSummary
{
    private static readonly (string Name, Metric Metric)[] Metrics =
    [
        ("auc", Metric.Auroc), ("auprc", Metric.AveragePrecision), ("brier", Metric.Brier),
        ("loss_bce", Metric.LogLoss),
        ("ece", Metric.ExpectedCalibrationErrorOwnRange), ("ece_quantile", Metric.ExpectedCalibrationErrorQuantile),
        ("ace_abs_logistic", Metric.LogisticCalibrationError),
        ("ace_rmse_logistic", Metric.LogisticCalibrationErrorRmse),
        ("recall", Metric.TruePositiveRate), ("specificity", Metric.TrueNegativeRate),
        .. Enumerable.Range(1, 9).Select(static tenth => tenth / 10.0).Select(static q =>
        (
            string.Create(CultureInfo.InvariantCulture, $"sensitivity_at_specificity_{q}"),
            Metric.Resolve(string.Create(CultureInfo.InvariantCulture, $"tpr_at_tnr@interp({q})")))),
    ];

    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        foreach ((string name, Metric metric) in Metrics)
        {
            Write(
                rows, values, name, rows.Value(rows.Overall, metric), group => rows.Value(rows.Members[group], metric));
        }

        Write(rows, values, "xauc", rows.Value(rows.Overall, Metric.Auroc), group => CrossRanks.Auc(
            rows.Members[group].Rows(DecisionRule.Default), rows.Overall.Rows(DecisionRule.Default)));
    }

    private static void Write(
        PresetRows rows, List<PresetValue> values, string name, Statistic overall, Func<int, Statistic> ofGroup)
    {
        values.Add(new($"{name}|overall", overall));
        for (int group = 0; group < rows.Names.Count; group++)
        {
            Statistic own = ofGroup(group);
            values.Add(new($"{name}|{rows.Names[group]}", own));
            values.Add(new(
                $"{name}_difference|{rows.Names[group]}",
                overall.IsDefined ? own.Select(value => value - overall.Value) : overall));
        }
    }
}
