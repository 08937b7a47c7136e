using Isonomia.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Isonomia.Tests;

public sealed class PrincipalComponentsTests
{
    private static readonly float[] Small =
    [
        2, -1, 0, -8, 2, 3, 7, 2, -2, -8, 4, 7, 6, -6, -6, -7, -17, 0, 6, -7, 2, 3, 3, -7, 7, 8, 13, 6, -8, -8, 1, -1,
            -1, -3, 6,
        -7, -21, 2, 3, -4, -5, -2, 8, -8, 8,
    ];

    /// <summary>scikit-learn 1.2.1, PCA(3, svd_solver='full'); directions turned so that the largest loading is
    /// positive.</summary>
    [Fact]
    public void Matches_scikit_learn_with_the_sign_of_the_largest_loading()
    {
        PrincipalComponents found = PrincipalComponents.Of(new FloatMatrix(Small, 5), 3);
        double[] variances = [167.7674880119357, 52.771363398796225, 10.399303963228395];
        double[][] loadings =
        [
            [0.3769913202471671, 0.8577286553606838, 0.10779028598807121, -0.33239180268660995, 0.008720205548383366],
            [-0.14887479867243553, -0.07245986803534993, 0.027414283399623703, -0.3225016852958998, 0.9315723170487252],
            [-0.38337175449971334, -0.04618461498476541, 0.8585895944312162, -0.2804722977258472, -0.1872225353245281],
        ];
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(variances[k], found.Variances[k], 1e-10);
            Assert.All(loadings[k].Zip(found.Loadings[k]), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        }

        Assert.Equal(0.7136511365271992, found.Variances[0] / found.TotalVariance, 1e-12);
    }

    [Fact]
    public void The_leading_modes_of_wide_data_are_those_of_a_dense_solver()
    {
        const int Width = 150;
        FloatMatrix x = Random(400, Width, 5);
        PrincipalComponents found = PrincipalComponents.Of(x, 4, 2);
        Matrix<double> dense = Matrix<double>.Build.Dense(x.RowCount, Width, (i, j) => x.Row(i)[j] - found.Means[j]);
        Vector<double> values = (dense.TransposeThisAndMultiply(dense) / (x.RowCount - 1)).Evd().EigenValues.Real();
        for (int k = 0; k < 4; k++)
        {
            Assert.Equal(values[Width - 1 - k], found.Variances[k], 1e-9);
        }
    }

    [Fact]
    public void Scores_have_the_variances_and_do_not_depend_on_the_thread_count()
    {
        FloatMatrix x = Random(300, 40, 7);
        PrincipalComponents one = PrincipalComponents.Of(x, 3, 1);
        PrincipalComponents three = PrincipalComponents.Of(x, 3, 3);
        double[][] scores = one.Scores(x);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(one.Loadings[k], three.Loadings[k]);
            Assert.Equal(one.Variances[k], Moments.Variance(scores[k]), 1e-9);
            Assert.Equal(0, Moments.Mean(scores[k]), 1e-9);
        }
    }

    [Fact]
    public void Fewer_directions_come_back_where_the_rows_vary_in_fewer()
    {
        // Rows on a line, and a repeated eigenvalue: two directions of the same variance and nothing else.
        Assert.Single(PrincipalComponents.Of(new FloatMatrix(new float[] { 1, 2, 2, 4, 3, 6 }, 2), 2).Variances);
        float[] cross = [1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0];
        PrincipalComponents twice = PrincipalComponents.Of(new FloatMatrix(cross, 3), 3);
        Assert.Equal(2, twice.Variances.Count);
        Assert.Equal(twice.Variances[0], twice.Variances[1], 1e-12);
        Assert.Empty(PrincipalComponents.Of(new FloatMatrix(new float[6], 2), 2).Variances);
    }

    [Fact]
    public void Numbers_that_are_not_finite_and_single_rows_are_refused()
    {
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(
            () => PrincipalComponents.Of(new FloatMatrix(new[] { 1, 2, 3, float.NaN }, 2), 1)).Message,
                StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Of(new FloatMatrix(new float[2], 2), 1));
        Assert.Throws<ArgumentException>(() => new FloatMatrix(new float[3], 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(513)]
    public void Second_moments_equal_the_plain_sum_with_weights_and_chosen_rows(int count)
    {
        const int Width = 37;
        FloatMatrix x = Random(600, Width, count);
        int[] rows = [.. Enumerable.Range(0, count).Select(i => (i * 7) % 600)];
        double[] weights = [.. rows.Select(row => row % 4 * 0.5)];
        double[] center = [.. Enumerable.Range(0, Width).Select(j => j * 0.01)];
        double[] actual = SecondMoments.Of(x, center, rows, weights, 3);
        Assert.Equal(actual, SecondMoments.Of(x, center, rows, weights, 1));
        for (int i = 0; i < Width; i++)
        {
            for (int j = 0; j < Width; j++)
            {
                double plain = rows.Zip(weights)
                    .Sum(r => r.Second * (x.Row(r.First)[i] - center[i]) * (x.Row(r.First)[j] - center[j]));
                Assert.Equal(plain, actual[(i * Width) + j], 1e-9);
            }
        }
    }

    private static FloatMatrix Random(int rows, int width, int seed)
    {
        RandomSource random = new((ulong)seed);
        float[] values = new float[rows * width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(random.NextNormal() * (1 + (10.0 / (1 + (i % width)))));
        }

        return new FloatMatrix(values, width);
    }
}
