using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class UniversalEditTests
{
    private const int Pixels = 16;

    [Fact]
    public void One_edit_leaves_the_probe_of_the_attribute_undecided_and_the_label_as_it_was()
    {
        int sent = 0;
        UniversalEditRequest request = Request(rows => sent += rows);
        UniversalEditResult result = UniversalEdit.Run(request);

        // Column 0 of the embeddings tells the attribute with an offset of 3, column 1 the label.
        Assert.InRange(result.AttributeBefore, 0.6, 1);
        Assert.InRange(result.AttributeAfter, 0, result.AttributeBefore / 2);
        Assert.InRange(result.LabelChange, 0, 0.1);
        Assert.Equal(sent, result.QueryCount);
        Assert.InRange(result.QueryCount, 0, request.QueryBudget);
        Assert.All(result.Edit, pixel => Assert.InRange(pixel, -1.0001f, 1.0001f));
        Assert.Equal(result.Edit, UniversalEdit.Run(request).Edit);
    }

    [Fact]
    public void A_budget_that_does_not_reach_for_one_step_is_refused()
    {
        Assert.Contains("too small", Assert.Throws<ArgumentException>(() =>
            UniversalEdit.Run(Request(_ => { }) with { QueryBudget = 300 })).Message,
            StringComparison.Ordinal);
    }

    /// <summary>A service whose embeddings are linear in pixels: column 0 the mean of the first half, column 1 of the
    /// second.</summary>
    private static UniversalEditRequest Request(Action<int> told)
    {
        RandomSource random = new(6);
        const int n = 128;
        float[] pixels = [.. Enumerable.Range(0, n * Pixels).Select(_ => (float)random.NextNormal())];
        FloatMatrix pictures = new(pixels, Pixels);
        return new UniversalEditRequest
        {
            Pictures = pictures,
            Embed = rows =>
            {
                told(rows.RowCount);
                float[] z = new float[2 * rows.RowCount];
                for (int i = 0; i < z.Length; i++)
                {
                    z[i] = Enumerable.Range(i % 2 * (Pixels / 2), Pixels / 2).Average(j => rows.Row(i / 2)[j]);
                }

                return new FloatMatrix(z, 2);
            },
            Attribute = z => [.. Enumerable.Range(0, z.RowCount).Select(i => Sigmoid(3 + (4 * z.Row(i)[0])))],
            Label = z => [.. Enumerable.Range(0, z.RowCount).Select(i => Sigmoid(4 * z.Row(i)[1]))],
            Bound = 1,
            QueryBudget = 60_000,
        };

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }
}
