using System.CommandLine;
using Isonomia.Documentation;

namespace Isonomia.Cli;

/// <summary><c>isonomia croissant</c>: validates and summarizes Croissant files.</summary>
internal static class CroissantCommand
{
    internal static Command Create() => new("croissant", "Croissant files of data sets (0.8, 1.0 and 1.1, with "
        + "Responsible AI): validate, show.")
    {
        Validate(), Show(),
    };

    private static Command Validate()
    {
        Argument<string> file = new("FILE") { Description = "A Croissant file (JSON-LD)." };
        Option<bool> strict = new("--strict") { Description =
            "Also the rules of ours: required properties, local files, checksums, licences." };
        Option<bool> json = new("--json") { Description = "Machine-readable output with the place of every issue." };
        Option<bool> paths = new("--paths") { Description = "Also the place (JSON path) of every issue." };
        Command command = new("validate", "Finds every problem of a file at once, in the words of the reference "
            + "library.") { file, strict, json, paths };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            CroissantDocument document = CroissantDocument.Read(path);
            CroissantReport report = parsed.GetValue(strict)
                ? document.ValidateStrictly(Path.GetDirectoryName(Path.GetFullPath(path)))
                : document.Validate();
            if (parsed.GetValue(json))
            {
                Console.Write(DocumentationJson.Serialize(report));
            }
            else if (report.Text.Length > 0)
            {
                Console.WriteLine(report.Text);
                if (parsed.GetValue(paths))
                {
                    Console.WriteLine();
                    foreach (CroissantIssue issue in report.Issues)
                    {
                        Console.WriteLine($"{issue.JsonPath}: {issue.Text}");
                    }
                }
            }
            else
            {
                Console.WriteLine("No problem was found.");
            }

            return report.IsValid ? ExitCode.Success : ExitCode.WrongData;
        });
        return command;
    }

    private static Command Show()
    {
        Argument<string> file = new("FILE") { Description = "A Croissant file (JSON-LD)." };
        Command command = new("show", "Shows what a file says about its data set, as JSON.") { file };
        command.SetAction(parsed => Console.Write(
            DocumentationJson.Serialize(CroissantDocument.Read(parsed.GetRequiredValue(file)).Summarize())));
        return command;
    }
}
