using BenchmarkDotNet.Running;
using Isonomia.Benchmarks.Fairness;

if (args is [InferenceScale.Verb, .. string[] sizes])
{
    InferenceScale.Run(sizes);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
