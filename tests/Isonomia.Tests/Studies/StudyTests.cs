using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Reporting;
using Isonomia.Studies;

namespace Isonomia.Tests;

public sealed class StudyTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_study_runs_once_and_then_only_what_changed()
    {
        StudySpecification study = Phantoms();
        Assert.All(Study.Plan(study), plan => Assert.Equal(StageStatus.Runs, plan.Status));
        Assert.False(Directory.Exists(study.ResultsFolder));

        (StudyResult first, IReadOnlyList<StagePlan> all) = Study.Run(study);
        Assert.All(all, plan => Assert.Equal("it was not run yet", plan.Reason));
        Assert.Equal("finding", first.Study.Labels[0].Column);
        byte[] audit = Bytes(study, "runs/smallest_encoder/audit.json");

        Assert.All(Study.Plan(study), plan => Assert.Equal(StageStatus.Cached, plan.Status));
        Study.Run(study);
        Assert.Equal(audit, Bytes(study, "runs/smallest_encoder/audit.json"));

        // Another threshold concerns the audit alone.
        StudySpecification threshold = study with { Audit = study.Audit with { Threshold = "0.5" } };
        StagePlan changed = Assert.Single(Study.Plan(threshold), plan => plan.Status != StageStatus.Cached);
        Assert.Equal(("audit/smallest_encoder", "'audit' changed"), (changed.Stage, changed.Reason));

        // A stage that runs again and makes the same keeps those after it.
        (_, IReadOnlyList<StagePlan> forced) = Study.Run(study, ["probe"]);
        Assert.Equal(
            ["probe/smallest_encoder"],
            forced.Where(plan => plan.Status == StageStatus.Runs).Select(plan => plan.Stage));
        Assert.Contains(
            Study.Plan(study, ["embed"]),
            plan => plan.Stage == "probe/smallest_encoder" && plan.Status == StageStatus.Waits);
    }

    [Fact]
    public void Outputs_that_are_gone_or_changed_are_made_again_to_the_same_bytes()
    {
        StudySpecification study = Phantoms();
        Study.Run(study);
        string path = Path.Combine(study.ResultsFolder, "runs", "smallest_encoder", "predictions.csv");
        byte[] before = File.ReadAllBytes(path);
        File.AppendAllText(path, "x");
        Assert.Equal(
            "its output runs/smallest_encoder/predictions.csv was changed",
            Study.Plan(study).Single(plan => plan.Stage.StartsWith("probe", StringComparison.Ordinal)).Reason);
        Study.Run(study);
        Assert.Equal(before, File.ReadAllBytes(path));

        File.Delete(Path.Combine(study.ResultsFolder, "cohort", "manifest.parquet"));
        Study.Run(study);
        Assert.Equal(before, File.ReadAllBytes(path));

        // A record that was cut off counts as none.
        string record = Path.Combine(study.ResultsFolder, "stages", "audit-smallest_encoder.json");
        File.WriteAllText(record, File.ReadAllText(record)[..40]);
        Assert.Equal("it was not run yet", Study.Plan(study)[^2].Reason);
    }

    [Fact]
    public void The_results_do_not_depend_on_threads_and_the_report_shows_every_part()
    {
        StudySpecification study = Phantoms() with
        {
            Shift = new StudyShift { By = "site" },
            Efficiency = new StudyEfficiency { Shares = [0.3, 1], SeedCount = 2 },
        };
        (StudyResult one, _) = Study.Run(study with { ThreadCount = 1 });
        (StudyResult two, _) = Study.Run(study with { ThreadCount = 3, ResultsFolder = _scratch.File("other") });
        foreach (string name in (string[])["cohort/manifest.parquet", "runs/smallest_encoder/predictions.csv",
            "runs/smallest_encoder/probe.json", "shift/smallest_encoder.json"])
        {
            Assert.Equal(Bytes(study, name), File.ReadAllBytes(Path.Combine(two.Folder, name)));
        }

        string page = File.ReadAllText(StudyFolder.Write(one));
        string[] sections = ["answer", "pictures", "embeddings", "leakage", "efficiency", "shift", "stages"];
        foreach (string section in sections)
        {
            Assert.Contains($"<section id=\"{section}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("src=\"data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("P00001", page, StringComparison.Ordinal);
        (StudyResult plain, _) = Study.Run(study with { ShowsPictures = false });
        string without = StudyReport.Render(plain);
        Assert.DoesNotContain("src=\"data:image", without, StringComparison.Ordinal);
        Assert.Contains("no value of any patient", without, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_is_one_study_with_a_ranking()
    {
        StudySpecification study = Phantoms() with
        {
            Models =
            [
                new StudyModel("small", null, "smallest_encoder"), new StudyModel("again", null, "smallest_encoder"),
            ],
            Probe = new StudyProbe { Shares = [1, 0.5], Seeds = [1, 2] },
            Leakage = null,
            ShowsPictures = false,
        };
        (StudyResult result, _) = Study.Run(study);
        Assert.Equal(6, result.Audits.Count);
        Assert.Equal(["again", "small"], result.Benchmark!.Models);
        ComparisonValue[] values = [.. result.Benchmark.Values.Where(value => value.Attribute == "sex")];
        Assert.Equal(values.Select(value => value.Overall?.Value).Distinct().Count(), values.Length / 2);
        string page = File.ReadAllText(StudyFolder.Write(result));
        Assert.Contains("6 runs", page, StringComparison.Ordinal);
        Assert.Contains("Average ranks", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(study.ResultsFolder, "runs", "small_share-50_seed-2", "report.html")));
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_with_the_stage_it_was_in()
    {
        StudySpecification study = Phantoms();
        using CancellationTokenSource stop = new();
        Assert.Throws<OperationCanceledException>(() => Study.Run(study, null, new Stopper(stop), stop.Token));
        IReadOnlyList<StagePlan> plans = Study.Plan(study);
        Assert.Equal(StageStatus.Cached, plans[0].Status);
        Assert.Equal(StageStatus.Cached, plans[1].Status);
        Assert.Equal(("probe/smallest_encoder", StageStatus.Runs), (plans[2].Stage, plans[2].Status));
        Study.Run(study);
    }

    [Fact]
    public void A_split_that_shares_patients_is_refused_with_the_remedy()
    {
        StudySpecification study = Phantoms();
        PhantomCohortResult cohort = PhantomCohort.Write(study.Cohort.Phantom! with { Folder = _scratch.File("data") });
        string[] lines = File.ReadAllLines(cohort.ManifestPath);
        for (int i = 1; i < lines.Length; i++)
        {
            string split = i % 3 == 0 ? "test" : i % 7 == 0 ? "val" : "train";
            lines[i] = lines[i][..(lines[i].LastIndexOf(',') + 1)] + split;
        }

        File.WriteAllLines(cohort.ManifestPath, lines);
        IngestRequest ingest = new() { Sources = [cohort.ManifestPath], OutputFolder = string.Empty };
        StudySpecification shared = study with { Cohort = new StudyCohort { Ingest = ingest } };
        TableException error = Assert.Throws<TableException>(() => Study.Run(shared));
        Assert.Contains("more than one split", error.Message, StringComparison.Ordinal);
        Study.Run(shared with { Cohort = new StudyCohort { Ingest = ingest with { Resplit = true } } });
    }

    [Fact]
    public void The_integrity_of_the_cohort_is_a_stage_and_what_blocks_stops_the_study_until_it_is_accepted()
    {
        StudySpecification study = Phantoms();
        study = study with
        {
            Check = new StudyCheck
            {
                Settings = new SortedDictionary<string, double> { ["site_label.blocking_auroc"] = 0.7 },
            },
            Cohort = new StudyCohort
            {
                Phantom = study.Cohort.Phantom! with
                {
                    SitePrevalences = new SortedDictionary<string, double> { ["north"] = 0.9, ["south"] = 0.1 },
                },
            },
        };
        Assert.Contains(Study.Plan(study), plan => plan.Stage == "check");
        StudyException error = Assert.Throws<StudyException>(() => Study.Run(study));
        Assert.Contains("'site_label' blocks", error.Message, StringComparison.Ordinal);
        (StudyResult result, _) = Study.Run(study with
        {
            Check = study.Check! with
            {
                Accepted = new SortedDictionary<string, string> { ["site_label"] = "put in on purpose" },
            },
        });
        Assert.True(result.Integrity!.Passes);
        Assert.Contains("put in on purpose", StudyReport.Render(result), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(study.ResultsFolder, "check", "check.json")));
    }

    [Fact]
    public void Energy_is_read_from_the_counters_and_unknown_without_them()
    {
        Assert.Null(EnergyMeter.Start(_scratch.File("absent")).Joules());
        string zone = _scratch.File("intel-rapl:0");
        Directory.CreateDirectory(zone);
        Directory.CreateDirectory(_scratch.File("intel-rapl:0:0"));
        File.WriteAllText(Path.Combine(zone, "energy_uj"), "9000000\n");
        File.WriteAllText(Path.Combine(zone, "max_energy_range_uj"), "10000000\n");
        EnergyMeter meter = EnergyMeter.Start(_scratch.Root);
        File.WriteAllText(Path.Combine(zone, "energy_uj"), "500000\n");
        Assert.Equal(1.5, meter.Joules());
    }

    private StudySpecification Phantoms() => new()
    {
        Name = "phantoms",
        ResultsFolder = _scratch.File("results"),
        Cohort = new StudyCohort
        {
            Phantom = new PhantomCohortRequest { Folder = string.Empty, PatientCount = 240, Side = 32 },
        },
        Models = [new StudyModel("smallest_encoder", null, "smallest_encoder")],
        Labels = [new StudyLabel("finding")],
        Attributes = ["sex", "site"],
        Audit = new StudyAudit { Replicates = 100, Permutations = 99 },
        Leakage = new StudyLeakage { Permutations = 1, FoldCount = 0 },
        ThreadCount = 2,
    };

    private static byte[] Bytes(StudySpecification study, string name) =>
        File.ReadAllBytes(Path.Combine(study.ResultsFolder, name));

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Stage.StartsWith("probe", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }
}
