using Isonomia.Adaptation;
using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every calibrator.</summary>
public sealed class CalibratorConformanceTests : CatalogConformance<Calibrator>
{
    protected override Catalog<Calibrator> Catalog => Calibrator.All;

    protected override string GuidePage => "docs/guide/probes.md";

    protected override string Module => "Adaptation/Calibrators";

    public static TheoryData<string> Ids() => [.. Calibrator.All.Select(calibrator => calibrator.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Golden_cases_match(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            double[] scores = [.. golden.Doubles("score").SelectMany(p => new[] { 1 - p, p })];
            Calibration fitted = Calibrator.All[id].Fit(scores, golden.Integers("label"), 2);
            double query = golden.Input.GetProperty("query").GetDouble();
            double[] row = [1 - query, query];
            fitted.Apply(row);
            golden.ShouldMatch(row[1]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Probabilities_sum_to_one_and_the_loss_of_overconfident_scores_falls(string id)
    {
        foreach (int classes in new[] { 2, 3 })
        {
            (double[] scores, int[] labels) = Overconfident(3000, classes);
            Calibration fitted = Calibrator.All[id].Fit(scores, labels, classes);
            Assert.True(fitted.LossAfter < fitted.LossBefore, $"{id}, {classes} classes");
            Assert.Equal((id, labels.Length), (fitted.Id, fitted.RowCount));
            for (int i = 0; i < scores.Length; i += classes)
            {
                double[] row = scores[i..(i + classes)];
                fitted.Apply(row);
                Assert.Equal(1, row.Sum(), 1e-12);
                Assert.All(row, p => Assert.InRange(p, 0, 1));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_order_of_two_class_scores_is_kept(string id)
    {
        (double[] scores, int[] labels) = Overconfident(500, 2);
        Calibration fitted = Calibrator.All[id].Fit(scores, labels, 2);
        double last = -1;
        foreach (double p in Enumerable.Range(0, 101).Select(i => i / 100.0))
        {
            double[] row = [1 - p, p];
            fitted.Apply(row);
            Assert.True(row[1] >= last - 1e-12);
            last = row[1];
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void One_class_is_refused(string id) => Assert.Contains(
        "one class only",
        Assert.Throws<ProbeException>(() => Calibrator.All[id].Fit([0.4, 0.6, 0.3, 0.7], [1, 1], 2)).Message,
        StringComparison.Ordinal);

    protected override Citation? CitationOf(Calibrator entry) => entry.Source;

    private static (double[] Scores, int[] Labels) Overconfident(int count, int classes)
    {
        RandomSource random = new(8);
        double[] scores = new double[count * classes];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            double[] logits = [.. Enumerable.Range(0, classes).Select(_ => random.NextNormal())];
            labels[i] = Enumerable.Range(0, classes)
                .MaxBy(k => logits[k] - Math.Log(-Math.Log(1 - random.NextDouble())));
            double[] sharp = [.. logits.Select(z => Math.Exp(3 * z))];
            for (int k = 0; k < classes; k++)
            {
                scores[(i * classes) + k] = sharp[k] / sharp.Sum();
            }
        }

        return (scores, labels);
    }
}
