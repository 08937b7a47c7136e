using System.CommandLine;
using Isonomia.Documentation;
using Isonomia.Reporting;

namespace Isonomia.Cli;

/// <summary><c>isonomia document</c>: who is in a cohort, who is missing, what an audit could find; page, cards,
/// Croissant, datasheet.</summary>
internal static class DocumentCommand
{
    internal static Command Create()
    {
        Command command = new(
            "document",
            "Documents a cohort: who is in it, who lacks what, what hangs together, which gaps an audit could find. "
                + "Writes a page, JSON, Croissant with "
            + "Responsible AI, a Hugging Face card and a datasheet. Ends with code 1 where the licence or a consent "
                + "refuses the use.");
        DocumentOptions options = new();
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(options, parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(DocumentOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(options.Out);
        CroissantVersion version = parsed.GetValue(options.CroissantVersion) switch
        {
            "1.1" => CroissantVersion.V11,
            "1.0" => CroissantVersion.V10,
            string other => throw new ArgumentException(
                $"Croissant version '{other}' is not written; expected 1.1 or 1.0."),
            _ => CroissantVersion.V11,
        };
        CohortDocument document;
        using (var progress = ConsoleProgress.OnStandardError())
        {
            document = CohortDocumentation.Run(options.ToRequest(parsed), progress, cancellation);
        }

        DocumentFolder.Write(document, folder, version, parsed.GetValue(options.Compatible), options.SmallCell(parsed));
        string page = Path.Combine(folder, "document.html");
        CohortReport.Write(document, page);
        Print(document, parsed.InvocationConfiguration.Output);
        parsed.InvocationConfiguration.Output.WriteLine(page);
        if (!document.Gate.Passes)
        {
            foreach (GateReason reason in document.Gate.Reasons.Where(reason => reason.Answer is "refused"
                or "unknown"))
            {
                Console.Error.WriteLine($"{reason.Input}, {reason.Rule}: {reason.Answer}. {reason.Sentence}");
            }

            return ExitCode.GateFailed;
        }

        return ExitCode.Success;
    }

    private static void Print(CohortDocument document, TextWriter output)
    {
        output.WriteLine(document.HasPatients
            ? $"{document.Name}: {document.Images:N0} images of {document.Patients:N0} patients."
            : $"{document.Name}: {document.Images:N0} images; patients are not known (--unit).");
        foreach (AttributeProfile attribute in document.Attributes)
        {
            output.WriteLine(
                $"  {attribute.Name}: "
                + string.Join(", ", attribute.Groups.Select(group => $"{group.Name} {group.Patients:N0}"))
                + $"; not known {attribute.MissingPatients:N0}");
        }

        foreach (MissingnessProfile profile in document.Missingness.Where(profile => profile.Missing > 0))
        {
            output.WriteLine($"  missing {profile.Attribute}: {profile.Verdict}");
        }

        foreach (ReadinessDimension dimension in document.Readiness)
        {
            output.WriteLine($"  {dimension.Level} {dimension.Id}: {dimension.Evidence}");
        }

        foreach (DocumentNote note in document.Notes)
        {
            output.WriteLine($"{(note.IsSevere ? "Warning" : "Note")}: {note.Sentence}");
        }

        output.WriteLine($"Use ({document.Gate.Use.Purpose}, {document.Gate.Use.Action}): "
            + $"{document.Gate.Answer.Replace('_', ' ')}.");
        foreach (GateReason reason in document.Gate.Reasons.Where(reason => reason.Answer == "unknown"
            && document.Gate.Passes))
        {
            output.WriteLine($"  {reason.Input}: {reason.Sentence}");
        }
    }
}
