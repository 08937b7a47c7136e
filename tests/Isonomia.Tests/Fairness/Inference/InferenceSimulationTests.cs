using Isonomia.Fairness;

namespace Isonomia.Tests.Fairness;

public sealed class InferenceSimulationTests(Xunit.Abstractions.ITestOutputHelper output)
{
    // Specification §23.5; the binomial error of 200 runs is 1.5 %, so that the fast form allows three of them.
    [Fact]
    public void The_interval_of_no_gap_covers_zero_and_the_permutation_test_keeps_its_level_in_200_runs()
    {
        (double coverage, double rejections) = Simulate(200, [0.8, 0.8, 0.8, 0.8], 0);
        Assert.InRange(coverage, 0.90, 0.995);
        Assert.InRange(rejections, 0, 0.10);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_interval_of_no_gap_covers_zero_and_the_permutation_test_keeps_its_level_in_1000_runs()
    {
        (double coverage, double rejections) = Simulate(1000, [0.8, 0.8, 0.8, 0.8], 0);
        Assert.InRange(coverage, 0.92, 0.97);
        Assert.InRange(rejections, 0, 0.065);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_interval_of_a_real_gap_covers_it_in_1000_runs()
    {
        (double coverage, _) = Simulate(1000, [0.8, 0.8, 0.8, 0.7], 0.1);
        Assert.InRange(coverage, 0.93, 1);
    }

    private (double Coverage, double Rejections) Simulate(int runs, double[] rates, double truth)
    {
        int covered = 0, rejected = 0, maxTRejected = 0;
        bool isNull = truth == 0;
        for (int run = 0; run < runs; run++)
        {
            DisparityResult one = AuditInference.Infer(InferenceRequests.Of(
                InferenceData.Rates(200, rates, (ulong)run),
                InferenceRequests.Audit(500, isNull ? 199 : 0, (ulong)run),
                [Metric.All["tpr"]],
                InferenceRequests.GapOf(Metric.All["tpr"]))).Disparities[0];
            covered += one.Low <= truth && truth <= one.High ? 1 : 0;
            rejected += one.Detail.PermutationP <= 0.05 ? 1 : 0;
            maxTRejected += one.P <= 0.05 ? 1 : 0;
        }

        output.WriteLine(
            $"{runs} runs: covered {covered}, permutation rejects {rejected}, max-T rejects {maxTRejected}");
        return (covered / (double)runs, rejected / (double)runs);
    }
}
