using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Isonomia.Cli;

/// <summary>The usual help, then the examples of the verb and what the exit codes mean.</summary>
internal sealed class LongHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _usual = new();

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = _usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is Verb { Examples.Count: > 0 } verb)
        {
            output.WriteLine("Examples:");
            foreach ((string purpose, string commandLine) in verb.Examples)
            {
                output.WriteLine($"  # {purpose}");
                output.WriteLine($"  {commandLine}");
                output.WriteLine();
            }
        }

        output.WriteLine("Exit codes:");
        foreach ((int exit, string meaning) in ExitCode.Meanings)
        {
            output.WriteLine($"  {exit,-4} {meaning}");
        }

        return code;
    }
}
