using System.Globalization;
using BenchmarkDotNet.Attributes;
using Isonomia.Datasets;

namespace Isonomia.Benchmarks;

/// <summary>Loading one million rows of label, score, two attributes and a patient.</summary>
[MemoryDiagnoser]
public class PredictionReaderBenchmarks
{
    private string _folder = string.Empty;

    /// <summary>How many rows the files have.</summary>
    [Params(1_000_000)]
    public int RowCount { get; set; }

    /// <summary>Lets the table engine write both files.</summary>
    [GlobalSetup]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("isonomia-benchmark-").FullName;
        using var session = new DuckDbSession(new DuckDbSettings());
        foreach (string name in (string[])["t.csv", "t.parquet"])
        {
            session.Execute(
                "COPY (SELECT i % 2 AS label, ((i * 7919) % 1000003) / 1000003.0 AS score, CASE i % 3 WHEN 0 THEN 'F' "
                    + "ELSE 'M' END AS sex, "
                + $"18 + i % 70 AS age, 'patient_' || (i // 4) AS patient_id FROM range({RowCount}) AS t(i)) "
                + $"TO {DuckDbSession.Literal(Path.Combine(_folder, name))}");
        }
    }

    /// <summary>Deletes the files.</summary>
    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    /// <summary>The plain form: lines split at commas, a dictionary for the patients, no checks at all.</summary>
    /// <returns>How many patients there are.</returns>
    [Benchmark(Baseline = true)]
    public int SplitLines()
    {
        Dictionary<string, int> patients = [];
        List<double> scores = [];
        List<(string Label, string Sex, double Age, int Patient)> rows = [];
        foreach (string line in File.ReadLines(Path.Combine(_folder, "t.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            scores.Add(double.Parse(cells[1], CultureInfo.InvariantCulture));
            patients.TryAdd(cells[4], patients.Count);
            rows.Add((cells[0], cells[2], double.Parse(cells[3], CultureInfo.InvariantCulture), patients[cells[4]]));
        }

        return patients.Count + scores.Count - rows.Count;
    }

    /// <summary>The reader on CSV, hash and checks included.</summary>
    /// <returns>How many patients there are.</returns>
    [Benchmark]
    public int Csv() => Read("t.csv");

    /// <summary>The reader on Parquet, hash included.</summary>
    /// <returns>How many patients there are.</returns>
    [Benchmark]
    public int Parquet() => Read("t.parquet");

    private int Read(string name) => PredictionReader.Read(new PredictionRequest
    {
        Paths = [Path.Combine(_folder, name)],
        Labels = ["label"],
        Scores = ["score"],
        Attributes = ["sex", "age:18,40,60"],
        Unit = "patient_id",
    }).UnitCount;
}
