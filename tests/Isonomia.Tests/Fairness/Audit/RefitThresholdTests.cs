using System.Globalization;
using System.Text;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests.Fairness;

public sealed class RefitThresholdTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Resampling_few_validation_patients_widens_the_interval_of_a_rate_and_leaves_the_auroc_as_it_is()
    {
        AuditRequest request = Request(validationRows: 60, testRows: 1500);
        AuditResult kept = FairnessAudit.Run(request)[0];
        AuditResult refitted = FairnessAudit.Run(request with { RefitsThreshold = true })[0];
        Assert.Equal(kept.Overall["tpr"].Value, refitted.Overall["tpr"].Value);
        Assert.True(
            refitted.Overall["tpr"].StandardError > 1.5 * kept.Overall["tpr"].StandardError,
            $"{refitted.Overall["tpr"].StandardError} is not much more than {kept.Overall["tpr"].StandardError}");
        Assert.Equal(kept.Overall["auroc"].StandardError!.Value, refitted.Overall["auroc"].StandardError!.Value, 1e-12);
    }

    [Fact]
    public void A_threshold_that_every_replicate_finds_again_changes_nothing()
    {
        // All validation scores of positives are 0.6 and of negatives 0.2: any resample with both has the threshold
        // 0.6.
        AuditRequest request = Request(validationRows: 200, testRows: 300, steps: true);
        AuditResult kept = FairnessAudit.Run(request)[0];
        AuditResult refitted = FairnessAudit.Run(request with { RefitsThreshold = true })[0];
        foreach (string metric in new[] { "tpr", "fpr", "brier", "accuracy" })
        {
            Assert.Equal(kept.Overall[metric].StandardError!.Value, refitted.Overall[metric].StandardError!.Value,
                1e-12);
        }
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        AuditRequest request = Request(validationRows: 60, testRows: 300) with { RefitsThreshold = true };
        AuditResult one = FairnessAudit.Run(request with { Threads = 1 })[0];
        AuditResult four = FairnessAudit.Run(request with { Threads = 4 })[0];
        Assert.Equal(one.Disparities.Select(d => (d.Low, d.High, d.P)),
            four.Disparities.Select(d => (d.Low, d.High, d.P)));
    }

    [Fact]
    public void A_fixed_threshold_cannot_be_refitted() => Assert.Contains(
        "is not one that is chosen on validation rows",
        Assert.Throws<ArgumentException>(() => FairnessAudit.Run(
            Request(validationRows: 60, testRows: 300) with { RefitsThreshold = true, Threshold = "0.5" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_policy_for_each_group_needs_validation_rows() => Assert.Contains(
        "choose them on",
        Assert.Throws<ArgumentException>(() => FairnessAudit.Run(
            Request(validationRows: 60, testRows: 300) with { ValidationSplit = null,
                Threshold = "per_group(youden)" })).Message,
        StringComparison.Ordinal);

    private AuditRequest Request(int validationRows, int testRows, bool steps = false)
    {
        RandomSource random = RandomSource.For(5, "refit", 0);
        StringBuilder text = new("split,sex,label,score\n");
        for (int i = 0; i < validationRows + testRows; i++)
        {
            bool isPositive = random.NextDouble() < 0.4;
            double score = 1 / (1 + Math.Exp(-(random.NextNormal() + (isPositive ? 0.8 : -0.8))));
            bool isValidation = i < validationRows;
            score = steps && isValidation ? isPositive ? 0.6 : 0.2 : score;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(isValidation ? "val" : "test")},{(i % 2 == 0 ? "F" : "M")},{(isPositive ? 1 : 0)},{score:R}\n");
        }

        string path = _scratch.File("rows.csv");
        File.WriteAllText(path, text.ToString());
        return new AuditRequest
        {
            Predictions = new PredictionRequest
            {
                Paths = [path], Labels = ["label"], Scores = ["score"], Attributes = ["sex"], Split = "split",
            },
            ValidationSplit = "val",
            TestSplit = "test",
            Threshold = "youden",
            Replicates = 400,
            Permutations = 0,
        };
    }
}
