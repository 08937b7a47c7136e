using System.Globalization;
using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>Hidden cells cannot be computed from a total that is shown.</summary>
public sealed class SmallCellsTests
{
    [Theory]
    [InlineData(new[] { 10, 20, 30 }, new[] { false, false, false })]
    [InlineData(new[] { 3, 20, 30 }, new[] { true, true, false })]
    [InlineData(new[] { 2, 4, 30 }, new[] { true, true, false })]
    [InlineData(new[] { 1, 1, 30 }, new[] { true, true, true })]
    [InlineData(new[] { 0, 20, 30 }, new[] { false, false, false })]
    [InlineData(new[] { 0, 3, 30 }, new[] { false, true, true })]
    public void A_small_cell_takes_the_smallest_others_with_it(int[] counts, bool[] hidden) =>
        Assert.Equal(hidden, SmallCells.Hidden(counts, 5));

    [Fact]
    public void No_small_cell_can_be_computed_for_any_table()
    {
        Isonomia.Numerics.RandomSource random = new(3);
        for (int run = 0; run < 500; run++)
        {
            int[] counts = [.. Enumerable.Range(0, 2 + random.NextInt32(6)).Select(_ => random.NextInt32(25))];
            bool[] hidden = SmallCells.Hidden(counts, 5);
            int rest = counts.Where((_, i) => hidden[i]).Sum();
            if (counts.Sum() < 10 || !hidden.Contains(true))
            {
                continue;
            }

            // What the total gives away is the sum of at least two cells, which no small cell can be alone.
            Assert.True(hidden.Count(one => one) >= 2 && rest >= 5, string.Join(", ", counts));
            Assert.All(counts.Where((_, i) => !hidden[i]), count => Assert.False(count is > 0 and < 5));
        }
    }

    [Fact]
    public void No_file_that_leaves_the_house_gives_a_small_group_away_by_subtraction()
    {
        using ScratchFolder folder = new();
        string table = "id,sex,finding\n" + string.Concat(Enumerable.Range(0, 100).Select(i =>
            string.Create(CultureInfo.InvariantCulture,
                $"{i},{(i < 3 ? "diverse" : i < 40 ? "female" : "male")},{i % 2}\n")));
        CohortDocument document = CohortDocumentationTests.Document(folder, table, ["sex"]);
        string[] texts =
        [
            CroissantWriter.Write(document, DatasheetAnswers.None).ToText(),
            HuggingFaceCard.Of(document, DatasheetAnswers.None, null).ToText(),
            DatasheetWriter.Write(document, DatasheetAnswers.None),
            DatasheetWriter.Write(document, DatasheetAnswers.None, DatasheetReading.Plain),
            DatasheetWriter.Write(document, DatasheetAnswers.None, DatasheetReading.Technical),
        ];
        Assert.Contains("| male | 60 | 60 |", texts[1], StringComparison.Ordinal);
        Assert.Contains("| female | hidden | hidden | hidden | hidden |", texts[1], StringComparison.Ordinal);
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain("| 37 |", text, StringComparison.Ordinal);
            Assert.DoesNotContain(": 37", text, StringComparison.Ordinal);
            Assert.DoesNotContain("female 37", text, StringComparison.Ordinal);
            Assert.DoesNotContain("37.0 %", text, StringComparison.Ordinal);
        });
    }
}
