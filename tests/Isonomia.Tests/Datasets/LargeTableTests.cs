using System.Diagnostics;
using Isonomia.Datasets;
using Xunit.Abstractions;

namespace Isonomia.Tests;

[Trait("Category", "Slow")]
[Collection(MeasuredAlone.Name)]
public sealed class LargeTableTests(ITestOutputHelper output) : IDisposable
{
    private const int RowCount = 10_000_000;

    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("large.csv")]
    [InlineData("large.parquet")]
    public void Reads_ten_million_rows_within_two_gibibytes(string name)
    {
        string path = _folder.At(name);
        using (var session = new DuckDbSession(new DuckDbSettings()))
        {
            session.Execute(
                "COPY (SELECT i % 2 AS label, ((i * 7919) % 1000003) / 1000003.0 AS score, CASE i % 3 WHEN 0 THEN 'F' "
                    + "WHEN 1 THEN 'M' END AS sex, "
                + $"18 + i % 70 AS age, 'patient_' || (i // 4) AS patient_id FROM range({RowCount}) AS t(i)) TO "
                + $"{DuckDbSession.Literal(path)}");
        }

        long start = TimeProvider.System.GetTimestamp();
        PredictionTable table = PredictionReader.Read(
            TableFolder.Request(path, "sex", "age:18,40,60") with { Unit = "patient_id" });
        TimeSpan time = TimeProvider.System.GetElapsedTime(start);
        using var process = Process.GetCurrentProcess();
        output.WriteLine(
            $"{name}: {time.TotalSeconds:F1} s, peak {process.PeakWorkingSet64 >> 20} MiB, "
                + $"{new FileInfo(path).Length >> 20} MiB on disk");
        Assert.Equal(RowCount, table.RowCount);
        Assert.Equal(RowCount / 4, table.UnitCount);
        var outcome = Assert.IsType<Outcome.Binary>(table.Outcome);
        for (int i = 0; i < RowCount; i += 997)
        {
            Assert.Equal(i % 2, outcome.Labels[i]);
            Assert.Equal(i / 4, table.Units![i]);
            Assert.Equal((i * 7919L % 1000003) / 1000003.0, outcome.Scores[i], 1e-15);
        }

        Assert.InRange(process.PeakWorkingSet64, 0, 2L << 30);
    }
}
