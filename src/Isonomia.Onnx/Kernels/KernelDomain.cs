using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <summary>Makes our kernels known to ONNX Runtime, as operators of a domain of their own.</summary>
/// <remarks>The runtime calls back into managed code through its C interface for custom operators, which is stable
/// since version 1.17; no native code of ours is needed.</remarks>
internal static unsafe partial class KernelDomain
{
    internal const string Name = "isonomia";
    internal const string Facts = "facts";
    internal const string Numbers = "numbers";

    /// <summary>The version of the C interface that is asked for: that of ONNX Runtime 1.18.</summary>
    private const uint ApiVersion = 18;
    private const int Failure = 1;

    internal static readonly OrtApi Api = Load();
    private static readonly nint Domain = Create();
    private static readonly nint[] Names =
        [.. FusedKernel.All.Select(kernel => Marshal.StringToCoTaskMemUTF8(kernel.Id))];

    /// <summary>What a model that holds kernels imports.</summary>
    internal static OperatorSetIdProto Import => new() { Domain = Name, Version = 1 };

    /// <summary>Lets sessions with these options use the kernels.</summary>
    internal static void AddTo(SessionOptions options)
    {
        var add = (delegate* unmanaged<nint, nint, nint>)Api.AddCustomOpDomain;
        Require(add(options.DangerousGetHandle(), Domain));
    }

    /// <exception cref="InvalidOperationException">The runtime refused.</exception>
    internal static void Require(nint status)
    {
        if (status != 0)
        {
            string message = Marshal.PtrToStringUTF8(
                ((delegate* unmanaged<nint, nint>)Api.GetErrorMessage)(status)) ?? string.Empty;
            ((delegate* unmanaged<nint, void>)Api.ReleaseStatus)(status);
            throw new InvalidOperationException(message);
        }
    }

    [LibraryImport("onnxruntime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint OrtGetApiBase();

    private static OrtApi Load()
    {
        OrtApiBase start = *(OrtApiBase*)OrtGetApiBase();
        return *(OrtApi*)((delegate* unmanaged<uint, nint>)start.GetApi)(ApiVersion);
    }

    private static nint Create()
    {
        nint domain;
        fixed (byte* name = "isonomia\0"u8)
        {
            Require(((delegate* unmanaged<byte*, nint*, nint>)Api.CreateCustomOpDomain)(name, &domain));
        }

        for (int i = 0; i < FusedKernel.All.Count; i++)
        {
            // Lives as long as the process: sessions may outlast everything else.
            var entry = (NativeOperator*)NativeMemory.AllocZeroed((nuint)sizeof(NativeOperator));
            entry->Version = ApiVersion;
            entry->Kernel = i;
            entry->GetName = (nint)(delegate* unmanaged<NativeOperator*, nint>)&GetName;
            entry->GetExecutionProviderType = (nint)(delegate* unmanaged<NativeOperator*, nint>)&Nothing;
            entry->GetInputType = (nint)(delegate* unmanaged<NativeOperator*, nuint, int>)&FloatType;
            entry->GetOutputType = entry->GetInputType;
            entry->GetInputTypeCount = (nint)(delegate* unmanaged<NativeOperator*, nuint>)&InputCount;
            entry->GetOutputTypeCount = (nint)(delegate* unmanaged<NativeOperator*, nuint>)&OutputCount;
            entry->GetInputCharacteristic = (nint)(delegate* unmanaged<NativeOperator*, nuint, int>)&Zero;
            entry->GetOutputCharacteristic = entry->GetInputCharacteristic;
            entry->GetInputMemoryType = entry->GetInputCharacteristic;
            entry->CreateKernelV2 = (nint)(delegate* unmanaged<NativeOperator*, nint, nint, nint*, nint>)&CreateKernel;
            entry->KernelComputeV2 = (nint)(delegate* unmanaged<nint, nint, nint>)&Compute;
            entry->KernelDestroy = (nint)(delegate* unmanaged<nint, void>)&Destroy;
            entry->GetStartVersion = (nint)(delegate* unmanaged<NativeOperator*, int>)&FirstVersion;
            entry->GetEndVersion = (nint)(delegate* unmanaged<NativeOperator*, int>)&LastVersion;
            if (FusedKernel.All[i].MayReplaceFirstInput)
            {
                entry->GetMayInplace = (nint)(delegate* unmanaged<int**, int**, nuint>)&FirstForFirst;
                entry->ReleaseMayInplace = (nint)(delegate* unmanaged<int*, int*, void>)&Release;
            }

            Require(((delegate* unmanaged<nint, NativeOperator*, nint>)Api.CustomOpDomain_Add)(domain, entry));
        }

        return domain;
    }

    [UnmanagedCallersOnly]
    private static nint GetName(NativeOperator* entry) => Names[entry->Kernel];

    [UnmanagedCallersOnly]
    private static nint Nothing(NativeOperator* entry) => 0;

    [UnmanagedCallersOnly]
    private static int FloatType(NativeOperator* entry, nuint index) => (int)TensorProto.Types.DataType.Float;

    [UnmanagedCallersOnly]
    private static nuint InputCount(NativeOperator* entry) => (nuint)FusedKernel.All[entry->Kernel].InputCount;

    [UnmanagedCallersOnly]
    private static nuint OutputCount(NativeOperator* entry) => (nuint)FusedKernel.All[entry->Kernel].OutputCount;

    [UnmanagedCallersOnly]
    private static int Zero(NativeOperator* entry, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static int FirstVersion(NativeOperator* entry) => 1;

    [UnmanagedCallersOnly]
    private static int LastVersion(NativeOperator* entry) => int.MaxValue;

    [UnmanagedCallersOnly]
    private static nuint FirstForFirst(int** inputs, int** outputs)
    {
        *inputs = (int*)NativeMemory.AllocZeroed(1, sizeof(int));
        *outputs = (int*)NativeMemory.AllocZeroed(1, sizeof(int));
        return 1;
    }

    [UnmanagedCallersOnly]
    private static void Release(int* inputs, int* outputs)
    {
        NativeMemory.Free(inputs);
        NativeMemory.Free(outputs);
    }

    [UnmanagedCallersOnly]
    private static nint CreateKernel(NativeOperator* entry, nint api, nint info, nint* kernel)
    {
        try
        {
            KernelNode node = new(
                FusedKernel.All[entry->Kernel],
                Attribute<long>(Api.KernelInfoGetAttributeArray_int64, info, "facts\0"u8),
                Attribute<float>(Api.KernelInfoGetAttributeArray_float, info, "numbers\0"u8));
            *kernel = GCHandle.ToIntPtr(GCHandle.Alloc(node));
            return 0;
        }
        catch (Exception failure)
        {
            return Status(failure);
        }
    }

    [UnmanagedCallersOnly]
    private static nint Compute(nint kernel, nint context)
    {
        try
        {
            var node = (KernelNode)GCHandle.FromIntPtr(kernel).Target!;
            node.Kernel.Compute(new KernelRun(node, context));
            return 0;
        }
        catch (Exception failure)
        {
            // No exception may cross into native code; the runtime turns the status into one of its own.
            return Status(failure);
        }
    }

    [UnmanagedCallersOnly]
    private static void Destroy(nint kernel) => GCHandle.FromIntPtr(kernel).Free();

    private static nint Status(Exception failure)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(failure.Message);
        nint status = ((delegate* unmanaged<int, nint, nint>)Api.CreateStatus)(Failure, text);
        Marshal.FreeCoTaskMem(text);
        return status;
    }

    private static T[] Attribute<T>(nint read, nint info, ReadOnlySpan<byte> name)
        where T : unmanaged
    {
        var call = (delegate* unmanaged<nint, byte*, T*, nuint*, nint>)read;
        fixed (byte* text = name)
        {
            nuint count = 0;
            Require(call(info, text, null, &count));
            T[] values = new T[count];
            fixed (T* start = values)
            {
                Require(call(info, text, start, &count));
            }

            return values;
        }
    }
}
