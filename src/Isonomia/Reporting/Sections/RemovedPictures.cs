using Isonomia.Curation;
using Isonomia.Datasets;

namespace Isonomia.Reporting;

/// <summary>Small pictures of what was removed, beside what was kept in its place.</summary>
internal sealed class RemovedPictures
{
    private readonly SmallPictures _pictures;
    private readonly int _count;

    internal RemovedPictures(Cohort cohort, int count)
    {
        (_pictures, _count) = (new SmallPictures(cohort), count);
    }

    internal void Write(StepAccount step, ReportWriter writer)
    {
        RemovalExample[] examples = [.. step.Examples.Take(_count)];
        if (examples.Length == 0)
        {
            return;
        }

        writer.Heading("Pictures of what was removed");
        writer.Lead(
            $"{examples.Length} of {step.Removed} removed samples, drawn by hash. Left: removed. Right: kept in its "
                + $"place.");
        IEnumerable<Markup> figures = examples.Select(example => Markup.Of(
            $"""
            <figure style="margin:0;width:15.5rem"><div style="display:flex;gap:.4rem">
            {_pictures.Of(example.Removed, "removed")}{(example.Kept is null ? Markup.Empty
                : _pictures.Of(example.Kept, "kept"))}</div>
            <figcaption style="font-size:.8rem;overflow-wrap:anywhere">{example.Removed}{Standing(
                example)}: {example.Reason}{Detail(example)}</figcaption>
            </figure>
            """));
        writer.Write(new Markup(
            $"<div style=\"display:flex;flex-wrap:wrap;gap:1rem\">{Markup.Join(figures).Html}</div>"));
    }

    private static string Standing(RemovalExample example) => example.Kept is null ? string.Empty
        : $" → {example.Kept}";

    private static string Detail(RemovalExample example) => example.Detail is null ? string.Empty
        : $" ({example.Detail})";
}
