using System.Diagnostics;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Reporting;

namespace Isonomia.Tests;

/// <summary>The search of hyper-parameters, splits by seed, costs, and benchmarks that several processes
/// share.</summary>
public sealed class BenchmarkSearchTests
{
    [Fact]
    public void Every_method_gets_the_same_draws_and_the_declared_rule_chooses_one_a_seed_on_validation()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        MitigationBenchmarkRequest request = Request(phantom) with { DrawCount = 4, ChooseBy = "overall" };
        MitigationBenchmarkResult result = MitigationBenchmark.Run(request);
        Assert.Equal(2 * 2 * 4, result.Runs.Count);
        Assert.Equal(new BenchmarkSelection(4, "overall", 0.05, false), result.Selection);
        foreach (IGrouping<(string, ulong), BenchmarkRun> draws in
            result.Runs.GroupBy(run => (run.Method, run.Seed)))
        {
            Assert.Equal([0, 1, 2, 3], draws.Select(run => run.Draw));
            BenchmarkRun chosen = Assert.Single(draws, run => run.IsChosen);

            // Heads stop by the overall AUROC on validation here, so that the run itself says what it is worth there.
            Assert.Equal(draws.Max(run => run.ValidationValue!.Value), chosen.ValidationValue!.Value, 1e-12);
        }

        // Draw 0 is the defaults; learning rates pair between methods and lie in the published range.
        Assert.All(result.Runs.Where(run => run.Draw == 0), run => Assert.Equal(1e-3, run.LearningRate));
        Assert.All(result.Runs.Where(run => run.Draw > 0), run => Assert.InRange(run.LearningRate, 1e-4, 1e-2));
        Assert.All(
            result.Runs.GroupBy(run => (run.Seed, run.Draw)),
            pair => Assert.Single(pair.Select(run => run.LearningRate).Distinct()));
        BenchmarkRun[] dro = [.. result.Runs.Where(run => run.Method == "group_dro" && run.Draw > 0)];
        Assert.All(dro, run => Assert.InRange(run.Settings["eta"], 1e-3, 1e-1));
        Assert.Equal(6, dro.Select(run => run.Settings["eta"]).Distinct().Count());
        Assert.Equal("10^U(-3, -1)", result.Methods.Single(method => method.Id == "group_dro").Search["eta"]);

        // The table of rules: among all 16 candidates the best overall is one that was chosen for its seed.
        BenchmarkChoice overall = result.Choices.Single(one => one is { Rule: "overall", Kind: "scores" });
        Assert.True(overall.IsDeclared);
        Assert.Equal((16, true), (overall.CandidateCount, overall.TestOverall is > 0.5));
        Assert.Equal(result.Runs.Max(run => run.ValidationValue!.Value), overall.ValidationOverall!.Value, 1e-12);
        BenchmarkChoice worst = result.Choices.Single(one => one is { Rule: "worst_group", Kind: "scores" });
        Assert.True(worst.ValidationWorst >= overall.ValidationWorst);
        Assert.Contains("What each rule would have chosen", BenchmarkReport.Render(result), StringComparison.Ordinal);
        Assert.Equal(
            MitigationBenchmarkJson.Serialize(result),
            MitigationBenchmarkJson.Serialize(MitigationBenchmark.Run(request with { Threads = 2 })));
    }

    [Fact]
    public void A_rule_that_needs_other_methods_cannot_choose_among_draws()
    {
        using EmbeddedPhantom phantom = new();
        Assert.Contains("cannot choose among the draws", Assert.Throws<ArgumentException>(() =>
            MitigationBenchmark.Run(Request(phantom) with { ChooseBy = "medfair_minimax_pareto" })).Message,
            StringComparison.Ordinal);
        Assert.Throws<Catalogs.UnknownNameException>(() =>
            MitigationBenchmark.Run(Request(phantom) with { ChooseBy = "best" }));
    }

    [Fact]
    public void Every_seed_may_have_splits_of_its_own_without_a_patient_in_two_of_them()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        MitigationTask task = MitigationTask.Read(phantom.Source("site"), "dx", null, null, default);
        MitigationTask[] dealt = [.. new ulong[] { 1, 2, 1 }.Select(seed => SeedSplits.Deal(task, seed))];
        Assert.Equal(dealt[0].Splits.Test, dealt[2].Splits.Test);
        Assert.NotEqual(dealt[0].Splits.Test, dealt[1].Splits.Test);
        foreach (MitigationTask own in dealt)
        {
            int[][] patients = [.. new[] { own.Splits.Training, own.Splits.Validation, own.Splits.Test }
                .Select(rows => rows.Select(row => own.Cohort.Units![row]).Distinct().ToArray())];
            Assert.Equal(240, patients.SelectMany(one => one).Count());
            Assert.Equal(240, patients.SelectMany(one => one).Distinct().Count());
            Assert.Equal(480, own.Splits.Training.Count + own.Splits.Validation.Count + own.Splits.Test.Count);
            Assert.InRange(own.Splits.Validation.Count, 90, 102);
        }

        MitigationBenchmarkResult result = MitigationBenchmark.Run(Request(phantom) with { IsResplit = true });
        Assert.Equal(["site, split 1", "site, split 2"], result.Scores!.Settings.Select(setting => setting.Dataset));
    }

    [Fact]
    public void Energy_is_read_from_counters_or_said_to_be_unknown()
    {
        using ScratchFolder folder = new();
        string zone = Path.Combine(folder.File("powercap"), "intel-rapl:0");
        Directory.CreateDirectory(zone);
        Directory.CreateDirectory(zone + ":0");
        File.WriteAllText(Path.Combine(zone, "name"), "package-0\n");
        File.WriteAllText(Path.Combine(zone, "max_energy_range_uj"), "262143328850\n");
        File.WriteAllText(Path.Combine(zone, "energy_uj"), "262143000000\n");
        PackageEnergy energy = PackageEnergy.Open(folder.File("powercap"));
        PackageEnergy.Reading before = energy.Read();
        File.WriteAllText(Path.Combine(zone, "energy_uj"), "671150\n");

        // 328,850 µJ to the range and 671,150 after it: one joule.
        Assert.Equal((1.0, null), energy.Between(before, energy.Read(), TimeSpan.FromSeconds(1)));
        (double? joules, string? unknown) = energy.Between(before, energy.Read(), TimeSpan.FromHours(1));
        Assert.Null(joules);
        Assert.Contains("started again unseen", unknown, StringComparison.Ordinal);
        Assert.Contains("no energy counter", PackageEnergy.Open(folder.File("none")).Read().Unknown,
            StringComparison.Ordinal);
        Assert.Contains("2 runs ran at once", PackageEnergy.Open(folder.File("powercap"), 2).Read().Unknown,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_run_is_measured_because_the_counters_are_read_in_between()
    {
        using ScratchFolder folder = new();
        string zone = Path.Combine(folder.File("powercap"), "intel-rapl:0");
        Directory.CreateDirectory(zone);
        File.WriteAllText(Path.Combine(zone, "name"), "package-0\n");
        File.WriteAllText(Path.Combine(zone, "max_energy_range_uj"), "65532610987\n");
        File.WriteAllText(Path.Combine(zone, "energy_uj"), "0\n");
        SteppedClock clock = new();
        using RunMeter meter = new(PackageEnergy.Open(folder.File("powercap")), clock);

        // An hour at 100 W: 360,000 J, in which the counter starts again five times.
        for (int quarter = 1; quarter <= 240; quarter++)
        {
            double joules = quarter * 1500.0;
            File.WriteAllText(
                Path.Combine(zone, "energy_uj"),
                string.Create(CultureInfo.InvariantCulture, $"{Math.Round(joules * 1e6 % 65532610987)}\n"));
            clock.Advance(TimeSpan.FromSeconds(15));
        }

        RunCost cost = meter.Read();
        Assert.Equal((3600.0, null), (cost.Seconds, cost.EnergyUnknown));
        Assert.Equal(360_000, cost.EnergyJoules!.Value, 1e-3);

        // A machine that slept is not measured.
        clock.Sleep(TimeSpan.FromHours(1));
        Assert.Contains("started again unseen", meter.Read().EnergyUnknown, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_and_memory_of_every_run_are_measured_and_energy_has_a_value_or_a_reason()
    {
        using EmbeddedPhantom phantom = new();
        MitigationBenchmarkResult result = MitigationBenchmark.Run(Request(phantom));
        Assert.All(result.Runs, run =>
        {
            Assert.True(run is { Seconds: > 0, AllocatedBytes: > 100_000, PeakMemoryBytes: > 10_000_000 });
            Assert.True(run.EnergyJoules is null != run.EnergyUnknown is null);
        });
    }

    [Fact]
    public void A_claim_holds_while_its_process_lives_and_is_taken_over_when_it_is_gone()
    {
        using ScratchFolder folder = new();
        string path = folder.File("a.claim");
        using (RunClaim? mine = RunClaim.TryTake(path))
        {
            Assert.NotNull(mine);
            Assert.Null(RunClaim.TryTake(path));
            Assert.False(RunClaim.IsAbandoned(path));
        }

        Assert.False(File.Exists(path));

        // A process that ended: its number may even be given to another one, which started later.
        File.WriteAllText(path, $"{Environment.MachineName}\n{Environment.ProcessId}\n1");
        Assert.True(RunClaim.IsAbandoned(path));
        new ClaimWatch().BreakIfStale(path);
        Assert.False(File.Exists(path));
        File.WriteAllText(path, "another machine\n1\n1");
        new ClaimWatch().BreakIfStale(path);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_claim_that_is_given_back_at_that_moment_disturbs_nobody()
    {
        using ScratchFolder folder = new();
        int held = 0;
        int taken = 0;
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 2000; i++)
            {
                using RunClaim? claim = RunClaim.TryTake(folder.File("a.claim"));
                if (claim is not null)
                {
                    Assert.Equal(1, Interlocked.Increment(ref held));
                    Interlocked.Increment(ref taken);
                    Interlocked.Decrement(ref held);
                }
            }
        });
        Assert.True(taken > 0);
    }

    [Fact]
    public async Task Two_processes_with_the_same_folder_share_the_runs_and_end_with_the_same_bytes()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        string program = Path.Combine(AppContext.BaseDirectory, "Isonomia.Cli.dll");
        string output = phantom.Out;

        Process[] processes = [.. Enumerable.Range(0, 2).Select(_ => Start())];
        string[] printed = await Task.WhenAll(processes.Select(async process =>
        {
            string text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return text + "\n" + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
                await File.ReadAllBytesAsync(Path.Combine(output, "bench.json"))));
        }));
        Assert.Equal(printed[0], printed[1]);
        string[] runs = Directory.GetFiles(Path.Combine(output, "runs"));
        Assert.Equal(24, runs.Length);
        Assert.All(runs, file => Assert.EndsWith(".json", file, StringComparison.Ordinal));

        Process Start() => Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                program, "bench", phantom.ManifestPath, "--id", "id", "--unit", "patient", "--split", "split",
                "--attribute", "site", "--embeddings", phantom.StorePath, "--label", "dx", "--methods",
                "group_dro,resample,focal", "--seeds", "2", "--draws", "3", "--epochs", "10", "--replicates", "20",
                "--threads", "1", "--out", output,
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = false,
        })!;
    }

    /// <summary>A clock that moves when it is told to, with one timer.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private long _now;
        private Action? _tick;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = () => callback(state);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        internal void Advance(TimeSpan time)
        {
            _now += time.Ticks;
            _tick?.Invoke();
        }

        internal void Sleep(TimeSpan time) => _now += time.Ticks;
    }

    private static MitigationBenchmarkRequest Request(EmbeddedPhantom phantom) => new()
    {
        Source = phantom.Source("site"),
        Label = "dx",
        Methods = ["group_dro"],
        SeedCount = 2,
        Training = new TrainingOptions { Epochs = 8, BatchSize = 32, Selection = "overall" },
        OutputFolder = phantom.Out,
        Replicates = 20,
        Threads = 1,
    };
}
