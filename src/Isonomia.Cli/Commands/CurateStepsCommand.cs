using System.CommandLine;
using Isonomia.Catalogs;
using Isonomia.Curation;

namespace Isonomia.Cli;

/// <summary><c>isonomia curate steps</c>, and <c>isonomia curate-steps</c>: every curation step with its rule, source
/// and settings.</summary>
internal static class CurateStepsCommand
{
    internal static Command Create(string name = "curate-steps")
    {
        Argument<string?> id = new("STEP") { Description = "Only this step.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new(name, "Lists every curation step with its rule, source and settings.") { id };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            Catalog<CurationStep> all = CurationStep.All;
            IEnumerable<CurationStep> shown = parsed.GetValue(id) is { } one ? [all[one]] : all;
            foreach (CurationStep step in shown)
            {
                output.WriteLine($"{step.Id}: {step.Definition}");
                output.WriteLine($"    source: {step.Source.Text}");
                foreach (StepSetting setting in step.Settings)
                {
                    string standard = setting.Default.Length == 0 ? string.Empty : $" (default {setting.Default})";
                    output.WriteLine($"    {setting.Name}: {setting.Meaning}{standard}");
                }
            }

            output.WriteLine("Every step also takes:");
            foreach (StepSetting setting in CurationStep.CommonSettings)
            {
                output.WriteLine($"    {setting.Name}: {setting.Meaning}");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
