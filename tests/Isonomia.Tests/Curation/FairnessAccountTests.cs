using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class FairnessAccountTests
{
    [Fact]
    public void Adds_a_half_to_all_cells_where_a_group_lost_nothing()
    {
        // a of b: 0 of 40, c of d: 10 of 60; (0.5/41)/(10.5/61) worked by hand.
        FactorAccount factor = Account([(40, 0), (60, 10)]);
        AccountGroup first = factor.Groups[0];
        Assert.True(first.IsHalfAdded);
        Assert.Equal(0.5 / 41 / (10.5 / 61), first.RemovalRatio.Value, 12);
        Assert.Equal(AccountVerdict.TooSmallToSay, factor.Verdict);
    }

    [Fact]
    public void Says_even_where_nothing_or_everything_alike_was_removed()
    {
        Assert.Equal(AccountVerdict.Even, Account([(100, 0), (300, 0)]).Verdict);
        FactorAccount alike = Account([(1000, 100), (3000, 300)]);
        Assert.Equal(AccountVerdict.Even, alike.Verdict);
        Assert.Equal(0, alike.ChiSquared, 9);
        Assert.Equal(1, alike.PermutationP);
        Assert.Equal(0, alike.RateGap.Value, 12);
    }

    [Fact]
    public void A_group_with_three_times_the_rate_is_uneven()
    {
        FactorAccount factor = Account([(3000, 150), (3000, 450)]);
        Assert.Equal(AccountVerdict.Uneven, factor.Verdict);
        Assert.InRange(factor.RateGapInterval!.Value.Low, 0.07, 0.1);
        Assert.InRange(factor.RateGapInterval!.Value.High, 0.1, 0.13);
        Assert.True(factor.RateGapP < 0.01);
    }

    [Fact]
    public void Counts_patients_and_permutes_them_whole()
    {
        // 40 patients of 10 images; of 4 patients of group A all images go: by images p is tiny, by patients it is not.
        int[] units = [.. Enumerable.Range(0, 400).Select(i => i / 10)];
        int[] codes = [.. units.Select(unit => unit % 2)];
        double[] after = [.. units.Select(unit => unit is 0 or 2 or 4 or 6 ? 0.0 : 1)];
        StepAccount account = FairnessAccount.Of(new AccountRequest
        {
            Step = "x",
            Before = [.. Enumerable.Repeat(1.0, 400)],
            After = after,
            Units = units,
            Factors = [new AccountFactor("attribute", new Grouping("g", ["A", "B"], codes))],
            Permutations = 4_000,
        });
        FactorAccount factor = account.Factors[0];
        Assert.Equal((40, 36), (account.PatientsBefore, account.PatientsAfter));
        Assert.Equal((20, 16), (factor.Groups[0].PatientsBefore, factor.Groups[0].PatientsAfter));
        Assert.True(factor.P < 1e-9);

        // All four removed patients in one of two halves of 20 of 40: 2 C(36,16)/C(40,20) = 0.1060.
        Assert.Equal(0.1060, factor.PermutationP, 0.02);
    }

    [Fact]
    public void Weights_change_shares_and_the_effective_size_without_removal()
    {
        StepAccount account = FairnessAccount.Of(new AccountRequest
        {
            Step = "x",
            Before = [1, 1, 1, 1],
            After = [3, 1, 1, 1],
            Factors = [new AccountFactor("attribute", new Grouping("g", ["A", "B"], [0, 1, 1, 1]))],
            Permutations = 10,
        });
        Assert.Equal(0, account.Removed);
        Assert.Equal(36.0 / 12, account.EffectiveSize, 12);
        Assert.Equal(0.5, account.Factors[0].Groups[0].ShareAfter.Value, 12);
    }

    [Fact]
    public void The_same_account_for_any_order_of_rows()
    {
        RandomSource random = new(4);
        int[] order = [.. Enumerable.Range(0, 300)];
        random.Shuffle<int>(order);
        AccountRequest request = Random(300, 8);
        AccountRequest shuffled = request with
        {
            Before = [.. order.Select(i => request.Before[i])],
            After = [.. order.Select(i => request.After[i])],
            Units = [.. order.Select(i => request.Units![i])],
            Factors = [request.Factors[0] with
            {
                Groups = request.Factors[0].Groups with { Codes =
                    [.. order.Select(i => request.Factors[0].Groups.Codes[i])] },
            }],
        };
        FactorAccount a = FairnessAccount.Of(request).Factors[0];
        FactorAccount b = FairnessAccount.Of(shuffled).Factors[0];
        Assert.Equal(a.PermutationP, b.PermutationP);
        Assert.Equal(a.RateGapInterval, b.RateGapInterval);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Rejects_a_true_null_in_five_percent_of_runs_and_calls_it_uneven_no_more_often()
    {
        const int Runs = 400;
        int rejected = 0;
        int uneven = 0;
        for (int run = 0; run < Runs; run++)
        {
            FactorAccount factor = FairnessAccount.Of(Random(3_000, (ulong)run) with { Permutations = 400 }).Factors[0];
            rejected += factor.PermutationP < 0.05 ? 1 : 0;
            uneven += factor.Verdict == AccountVerdict.Uneven ? 1 : 0;
        }

        Assert.InRange(rejected / (double)Runs, 0.03, 0.07);
        Assert.InRange(uneven / (double)Runs, 0, 0.05);
    }

    private static AccountRequest Random(int count, ulong seed)
    {
        RandomSource random = new(1000 + seed);
        int[] units = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(count / 2))];
        int[] groups = [.. Enumerable.Range(0, count / 2).Select(_ => random.NextInt32(3))];
        bool[] goes = [.. Enumerable.Range(0, count / 2).Select(_ => random.NextDouble() < 0.2)];
        return new AccountRequest
        {
            Step = "random",
            Before = [.. Enumerable.Repeat(1.0, count)],
            After = [.. units.Select(unit => goes[unit] && random.NextDouble() < 0.8 ? 0.0 : 1)],
            Units = units,
            Factors = [new AccountFactor("attribute",
                new Grouping("g", ["A", "B", "C"], [.. units.Select(unit => groups[unit])]))],
            Permutations = 500,
            Replicates = 200,
            Seed = seed,
        };
    }

    private static FactorAccount Account((int Size, int Removed)[] groups)
    {
        int[] codes = [.. groups.SelectMany((group, g) => Enumerable.Repeat(g, group.Size))];
        double[] after = [.. groups.SelectMany(group =>
            Enumerable.Repeat(0.0, group.Removed).Concat(Enumerable.Repeat(1.0, group.Size - group.Removed)))];
        return FairnessAccount.Of(new AccountRequest
        {
            Step = "x",
            Before = [.. codes.Select(_ => 1.0)],
            After = after,
            Factors = [new AccountFactor("attribute",
                new Grouping("g", [.. groups.Select((_, g) => $"{(char)('A' + g)}")], codes))],
            Permutations = 1_000,
        }).Factors[0];
    }
}
