namespace Isonomia.Studies;

/// <summary>The stages of a study, in an order in which each comes after those it reads.</summary>
internal static class StudyStages
{
    internal static IReadOnlyList<Stage> Of(StudySpecification study)
    {
        IReadOnlyList<StudyCell> cells = StudyCell.Of(study);
        string[] models = [.. study.Models.Select(model => model.Name)];
        return
        [
            new CohortStage(),
            .. study.Check is null ? Array.Empty<Stage>() : [new CheckStage()],
            .. study.Models.Select(model => new EmbedStage(model)),
            .. cells.Select(cell => new ProbeStage(cell)),
            .. models.Where(_ => study.Leakage is not null).Select(model => new LeakageStage(model)),
            .. models.Where(_ => study.Efficiency is not null).Select(model => new EfficiencyStage(model)),
            .. models.Where(_ => study.Shift is not null).Select(model => new ShiftStage(model)),
            .. cells.Select(cell => new AuditStage(cell)),
            .. models.Length > 1 ? [new BenchmarkStage(cells)] : Array.Empty<Stage>(),
            .. study.ShowsPictures ? [new PicturesStage()] : Array.Empty<Stage>(),
        ];
    }
}
