using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ContingencyTestTests
{
    [SkippableFact]
    public void Matches_scipy_on_attribute_and_label()
    {
        JsonElement entry = OracleFile.Open("fairness/diversity.json")["attribute_label_association"];
        ContingencyTest test = ContingencyTest.Of(
            entry.GetProperty("inputs").Matrix("table_rows_groups_cols_label1_label0"));
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("chi2"), test.ChiSquared, 1e-9);
        Assert.Equal(expected.Number("df"), test.DegreesOfFreedom);
        Assert.Equal(expected.Number("p"), test.P, 1e-12);
        Assert.Equal(expected.Number("cramers_v"), test.CramersV.Value, 1e-12);
        Assert.Equal(expected.Number("cramers_v_bias_corrected"), test.CramersVBiasCorrected.Value, 1e-12);
        Assert.Equal(expected.Number("mutual_information_nats"), test.MutualInformation, 1e-12);
    }

    [Fact]
    public void Worked_by_hand()
    {
        // All of one group positive, none of the other: χ² = N, V = 1, mutual information ln 2.
        ContingencyTest test = ContingencyTest.Of([[10, 0], [0, 10]]);
        Assert.Equal(20, test.ChiSquared, 1e-12);
        Assert.Equal(1, test.CramersV.Value, 1e-12);
        Assert.Equal(Math.Log(2), test.MutualInformation, 1e-12);
    }

    [Fact]
    public void Two_by_two_is_the_pooled_z_test_squared()
    {
        ContingencyTest test = ContingencyTest.Of([[45, 15], [30, 25]]);
        (Statistic z, Statistic p) = TwoProportions.PooledTest(45, 60, 30, 55);
        Assert.Equal(z.Value * z.Value, test.ChiSquared, 1e-12);
        Assert.Equal(p.Value, test.P, 1e-12);
    }

    [Fact]
    public void Transposing_and_reordering_change_nothing_and_empty_lines_do_not_count()
    {
        ContingencyTest test = ContingencyTest.Of([[3, 9, 4], [8, 2, 5]]);
        foreach (ContingencyTest same in (ContingencyTest[])[
            ContingencyTest.Of([[3, 8], [9, 2], [4, 5]]),
            ContingencyTest.Of([[5, 8, 2], [4, 3, 9]]),
            ContingencyTest.Of([[3, 0, 9, 4], [0, 0, 0, 0], [8, 0, 2, 5]])])
        {
            Assert.Equal(test.ChiSquared, same.ChiSquared, 1e-12);
            Assert.Equal(test.P, same.P, 1e-12);
            Assert.Equal(test.CramersVBiasCorrected.Value, same.CramersVBiasCorrected.Value, 1e-12);
        }
    }

    [Fact]
    public void One_category_has_no_association()
    {
        ContingencyTest test = ContingencyTest.Of([[3, 0], [8, 0]]);
        Assert.Equal(UndefinedReason.SingleCategory, test.CramersV.Reason);
        Assert.Equal(1, test.P);
    }
}
