namespace Isonomia.Studies;

/// <summary>Plans and runs the stages of a study in order, and keeps what did not change.</summary>
internal sealed class StudyRun(IReadOnlyList<Stage> stages, StageContext context)
{
    /// <summary>What a run would do, and why; nothing is written.</summary>
    internal List<StagePlan> Plan(IReadOnlyCollection<string> forced)
    {
        List<StagePlan> plans = [];
        HashSet<string> open = new(StringComparer.Ordinal);
        foreach (Stage stage in stages)
        {
            StagePlan plan = Look(stage, open, forced, out _);
            plans.Add(plan);
            if (plan.Status != StageStatus.Cached)
            {
                open.Add(stage.Id);
            }
        }

        return plans;
    }

    /// <summary>Runs what is not cached.</summary>
    /// <returns>For every stage whether it ran or was kept, and why.</returns>
    internal List<StagePlan> Execute(IReadOnlyCollection<string> forced)
    {
        List<StagePlan> done = [];
        foreach (Stage stage in stages)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            StagePlan plan = Look(stage, [], forced, out Dictionary<string, string> inputs);
            done.Add(plan);
            if (plan.Status != StageStatus.Cached)
            {
                context.Report(stage.Id, plan.Reason, 0);
                Run(stage, inputs);
            }
        }

        return done;
    }

    private void Run(Stage stage, Dictionary<string, string> inputs)
    {
        DateTimeOffset started = context.Clock.GetUtcNow();
        long start = context.Clock.GetTimestamp();
        EnergyMeter meter = EnergyMeter.Start();
        if (File.Exists(RecordPath(stage)))
        {
            File.Delete(RecordPath(stage)); // from here on the older result is not whole
        }

        StageResult result = stage.Run(context);
        StageOutput[] outputs = [.. result.Outputs.Select(Output)];
        StageRecord record = new()
        {
            Stage = stage.Id,
            Inputs = inputs,
            Outputs = outputs,
            Fingerprint = result.Fingerprint ?? StageContext.Hash(outputs.Select(output => output.Sha256)),
            Started = started,
            Seconds = Math.Round(context.Clock.GetElapsedTime(start).TotalSeconds, 3),
            EnergyJoules = meter.Joules(),
            Notes = result.Notes,
        };
        record.Write(RecordPath(stage));
        context.Records[stage.Id] = record;
    }

    private StagePlan Look(
        Stage stage, HashSet<string> open, IReadOnlyCollection<string> forced, out Dictionary<string, string> inputs)
    {
        inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        StageRecord? record = StageRecord.TryRead(RecordPath(stage));
        if (stage.After.Where(open.Contains).ToArray() is { Length: > 0 } before)
        {
            string names = string.Join(", ", before);
            return record is null
                ? new StagePlan(stage.Id, StageStatus.Runs, "it was not run yet")
                : new StagePlan(stage.Id, StageStatus.Waits, $"it runs if {names} makes something else than before");
        }

        foreach ((string name, string value) in stage.Inputs(context))
        {
            inputs[name] = value;
        }

        foreach (string earlier in stage.After)
        {
            inputs[earlier] = context.Records[earlier].Fingerprint;
        }

        string? reason = forced.Any(
            name => stage.Id == name || stage.Id.StartsWith(name + "/", StringComparison.Ordinal))
            ? "it was asked to run again"
            : record is null ? "it was not run yet"
            : Change(record, inputs) ?? Damage(record);
        if (reason is not null)
        {
            return new StagePlan(stage.Id, StageStatus.Runs, reason);
        }

        context.Records[stage.Id] = record!;
        return new StagePlan(stage.Id, StageStatus.Cached, "nothing it depends on changed");
    }

    private static string? Change(StageRecord record, Dictionary<string, string> inputs)
    {
        string[] names =
        [
            .. inputs.Where(pair => record.Inputs.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => $"'{pair.Key}'"),
            .. record.Inputs.Keys.Except(inputs.Keys).Select(name => $"'{name}' (gone)"),
        ];
        string more = names.Length > 4 ? ", …" : string.Empty;
        return names.Length == 0
            ? null
            : $"{string.Join(", ", names.Order(StringComparer.Ordinal).Take(4))}{more} changed";
    }

    private string? Damage(StageRecord record)
    {
        foreach (StageOutput output in record.Outputs)
        {
            FileInfo file = new(context.At(output.Path));
            if (!file.Exists)
            {
                return $"its output {output.Path} is gone";
            }

            if (file.Length != output.Bytes
                || (output.Sha256 is not null && StageContext.HashFile(file.FullName) != output.Sha256))
            {
                return $"its output {output.Path} was changed";
            }
        }

        return null;
    }

    private StageOutput Output(string path)
    {
        string relative = Path.GetRelativePath(context.Study.ResultsFolder, path)
            .Replace(Path.DirectorySeparatorChar, '/');
        bool checksItself = relative.StartsWith("embeddings/", StringComparison.Ordinal);
        return new StageOutput(relative, new FileInfo(path).Length, checksItself ? null : StageContext.HashFile(path));
    }

    private string RecordPath(Stage stage) => context.At("stages", stage.Id.Replace('/', '-') + ".json");
}
