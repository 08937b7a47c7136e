using System.CommandLine;
using System.Globalization;
using Isonomia.Integrity;

namespace Isonomia.Cli;

/// <summary><c>isonomia checks</c>: the integrity checks with their rules and thresholds.</summary>
internal static class ChecksCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Write JSON." };

    internal static Command Create()
    {
        Verb command = new(
            "checks",
            "Lists the checks of 'isonomia check': rule, thresholds that --set takes, worst severity, remedy, what a "
                + "finding "
                + "does to an audit.",
            ("Every check with its thresholds", "isonomia checks"),
            ("The same for a program", "isonomia checks --json"));
        command.Options.Add(Json);
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            output.WriteLine(JsonText.Of(IntegrityCheck.All.ToArray()));
            return ExitCode.Success;
        }

        foreach (IntegrityCheck check in IntegrityCheck.All)
        {
            output.WriteLine($"{check.Id} ({check.Unit}; at worst {check.Worst.ToString().ToLowerInvariant()})");
            output.WriteLine($"  {check.Name}: {check.Algorithm}.");
            foreach (CheckSetting setting in check.Settings)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  --set {check.Id}.{setting.Name}={setting.Default}  {setting.Meaning}"));
            }

            output.WriteLine($"  In an audit: {check.AuditEffect}");
            output.WriteLine($"  Remedy: {check.Remedy}");
            output.WriteLine();
        }

        return ExitCode.Success;
    }
}
