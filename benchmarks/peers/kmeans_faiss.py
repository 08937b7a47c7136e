"""Times faiss k-means (all rows, no sub-sampling) on a float32 file; prints version, seconds of training, seconds of the
final assignment, the objective after it, and the peak of resident memory in MiB.

  kmeans_faiss.py FILE ROWS WIDTH CLUSTERS ITERATIONS
"""
import resource
import sys
import time

import faiss
import numpy

path, rows, width, clusters, iterations = sys.argv[1], *map(int, sys.argv[2:6])
data = numpy.fromfile(path, dtype=numpy.float32).reshape(rows, width)
start = time.perf_counter()
kmeans = faiss.Kmeans(width, clusters, niter=iterations, seed=1, max_points_per_centroid=rows)
kmeans.train(data)
train = time.perf_counter() - start
start = time.perf_counter()
distances, _ = kmeans.index.search(data, 1)
assign = time.perf_counter() - start
objective = float(distances.astype(numpy.float64).sum())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(faiss.__version__, train, assign, objective, peak)
