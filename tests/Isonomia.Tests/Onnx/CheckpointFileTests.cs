using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void A_full_disk_keeps_the_last_good_checkpoint(int room)
    {
        using TrainingSession session = SmallTraining.Start();
        string path = _scratch.File("checkpoint");
        SmallTraining.Step(session, 0);
        session.Save(path);
        byte[] good = File.ReadAllBytes(path);
        SmallTraining.Step(session, 1);

        IOException failure = Assert.Throws<IOException>(() => session.Save(path, file => new FullDisk(file, room)));

        Assert.StartsWith("checkpoint could not be written (No space left on device)", failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
        session.Resume(path);
        Assert.Equal(1, session.StepCount);
    }

    [Fact]
    public void A_checkpoint_that_is_cut_off_anywhere_is_refused_in_one_sentence()
    {
        using TrainingSession session = SmallTraining.Start();
        session.Save(_scratch.File("whole"));
        byte[] whole = File.ReadAllBytes(_scratch.File("whole"));
        float[] before = session.Parameter("w1").Values;
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(_scratch.File("part"), whole[..length]);
            TrainingException failure = Assert.Throws<TrainingException>(() => session.Resume(_scratch.File("part")));
            Assert.DoesNotContain('\n', failure.Message);
        }

        Assert.Equal(before, session.Parameter("w1").Values);
    }

    [Fact]
    public void A_checkpoint_with_one_changed_byte_is_refused()
    {
        using TrainingSession session = SmallTraining.Start();
        session.Save(_scratch.File("whole"));
        byte[] whole = File.ReadAllBytes(_scratch.File("whole"));
        for (int place = 0; place < whole.Length; place += 11)
        {
            byte[] changed = [.. whole];
            changed[place] ^= 4;
            File.WriteAllBytes(_scratch.File("changed"), changed);
            Assert.Throws<TrainingException>(() => session.Resume(_scratch.File("changed")));
        }
    }

    [Fact]
    public void An_average_is_the_mean_of_the_weights_and_goes_on_after_a_break()
    {
        using TrainingSession session = SmallTraining.Start();
        WeightAverage average = new();
        List<float[]> seen = [];
        for (int step = 0; step < 4; step++)
        {
            SmallTraining.Step(session, step);
            average.Add(session);
            seen.Add(session.Parameter("w1").Values);
            average.Save(_scratch.File("average"));
            average = WeightAverage.Load(_scratch.File("average"));
        }

        Assert.Equal(4, average.Count);
        TensorProto found = average.Export(session).Proto.Graph.Initializer.Single(tensor => tensor.Name == "w1");
        double[] numbers = TensorData.Reals(found)!;
        for (int i = 0; i < numbers.Length; i++)
        {
            Assert.Equal(seen.Average(values => (double)values[i]), numbers[i], 1e-6);
        }

        File.WriteAllBytes(_scratch.File("average"), File.ReadAllBytes(_scratch.File("average"))[..^5]);
        Assert.Throws<TrainingException>(() => WeightAverage.Load(_scratch.File("average")));
    }

    [Fact]
    public void Averages_of_segments_count_once_each()
    {
        using TrainingSession session = SmallTraining.Start();
        WeightAverage first = new();
        WeightAverage second = new();
        first.Add(session);
        float one = session.Parameter("w2").Values[0];
        SmallTraining.Step(session, 0);
        second.Add(session);
        second.Add(session);
        float two = session.Parameter("w2").Values[0];
        TensorProto found = WeightAverage.Of([first, second]).Export(session).Proto.Graph.Initializer
            .Single(tensor => tensor.Name == "w2");
        Assert.Equal((one + two) / 2, TensorData.Reals(found)![0], 1e-7);
        Assert.Throws<ArgumentException>(() => WeightAverage.Of([first, new WeightAverage()]));
    }

    /// <summary>A file on a disk that is full after so many bytes.</summary>
    private sealed class FullDisk(string path, int room) : Stream
    {
        private readonly FileStream _file = File.Create(path);
        private int _left = room;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _file.Length;

        public override long Position { get => _file.Position; set => throw new NotSupportedException(); }

        public override void Flush() => _file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            _left -= count;
            if (_left < 0)
            {
                throw new IOException("No space left on device");
            }

            _file.Write(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            _file.Dispose();
            base.Dispose(disposing);
        }
    }
}
