using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Isonomia.Onnx;

/// <summary>One run of a kernel: its inputs, its outputs and the runtime's threads.</summary>
internal readonly unsafe struct KernelRun
{
    private readonly KernelNode _node;
    private readonly nint _context;

    internal KernelRun(KernelNode node, nint context) => (_node, _context) = (node, context);

    internal long[] Settings => _node.Settings;

    internal float[] Numbers => _node.Numbers;

    internal long[] Shape(int output) => _node.Shapes[output];

    internal Floats Input(int index)
    {
        nint value;
        nint info;
        nuint count;
        KernelDomain.Require(
            ((delegate* unmanaged<nint, nuint, nint*, nint>)KernelDomain.Api.KernelContext_GetInput)(
                _context, (nuint)index, &value));
        KernelDomain.Require(
            ((delegate* unmanaged<nint, nint*, nint>)KernelDomain.Api.GetTensorTypeAndShape)(value, &info));
        nint status = ((delegate* unmanaged<nint, nuint*, nint>)KernelDomain.Api.GetTensorShapeElementCount)(
            info, &count);
        ((delegate* unmanaged<nint, void>)KernelDomain.Api.ReleaseTensorTypeAndShapeInfo)(info);
        KernelDomain.Require(status);
        return new Floats(Data(value), checked((nint)count));
    }

    /// <summary>An output of the shape that the node says, not set to zero.</summary>
    internal Floats Output(int index)
    {
        nint value;
        long[] shape = _node.Shapes[index];
        fixed (long* sizes = shape)
        {
            KernelDomain.Require(
                ((delegate* unmanaged<nint, nuint, long*, nuint, nint*, nint>)KernelDomain.Api.KernelContext_GetOutput)(
                    _context, (nuint)index, sizes, (nuint)shape.Length, &value));
        }

        return new Floats(Data(value), checked((nint)TensorData.Count(shape)));
    }

    /// <summary>Runs parts on the runtime's threads. What a part computes must not depend on which thread runs
    /// it.</summary>
    internal void Parallel(int count, Action<int> part)
    {
        if (count == 1)
        {
            part(0);
            return;
        }

        Work work = new(part);
        var handle = GCHandle.Alloc(work);
        try
        {
            KernelDomain.Require(((delegate* unmanaged<nint, delegate* unmanaged<nint, nuint, void>, nuint, nuint, nint,
                nint>)KernelDomain.Api.KernelContext_ParallelFor)(
                    _context, &RunPart, (nuint)count, 0, GCHandle.ToIntPtr(handle)));
        }
        finally
        {
            handle.Free();
        }

        work.Failure?.Throw();
    }

    [UnmanagedCallersOnly]
    private static void RunPart(nint work, nuint index) => ((Work)GCHandle.FromIntPtr(work).Target!).Run((int)index);

    private static float* Data(nint value)
    {
        void* data;
        KernelDomain.Require(
            ((delegate* unmanaged<nint, void**, nint>)KernelDomain.Api.GetTensorMutableData)(value, &data));
        return (float*)data;
    }

    private sealed class Work(Action<int> part)
    {
        internal ExceptionDispatchInfo? Failure { get; private set; }

        internal void Run(int index)
        {
            try
            {
                part(index);
            }
            catch (Exception failure)
            {
                // The caller throws it once all parts are done; none may cross into native code.
                Failure = ExceptionDispatchInfo.Capture(failure);
            }
        }
    }
}
