"""Removes near-duplicates within given clusters with faiss: cosine to an earlier row of the cluster above 1 - epsilon (all
earlier rows count). Prints version, seconds, and how many rows are removed.

  near_duplicates_faiss.py FILE ROWS WIDTH LABELS EPSILON
"""
import sys
import time

import faiss
import numpy

path, rows, width, labels, epsilon = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], float(sys.argv[5])
data = numpy.fromfile(path, dtype=numpy.float32).reshape(rows, width)
cluster = numpy.fromfile(labels, dtype=numpy.int32)
order = numpy.argsort(cluster, kind="stable")
bounds = numpy.searchsorted(cluster[order], numpy.arange(cluster.max() + 2))
start = time.perf_counter()
removed = 0
for c in range(len(bounds) - 1):
    members = order[bounds[c]:bounds[c + 1]]
    if len(members) < 2:
        continue
    part = data[members]
    faiss.normalize_L2(part)
    index = faiss.IndexFlatIP(width)
    index.add(part)
    limits, _, found = index.range_search(part, 1 - epsilon)
    limits = limits.astype(numpy.int64)
    item = numpy.repeat(numpy.arange(len(members)), numpy.diff(limits))
    removed += len(numpy.unique(item[found < item]))
print(faiss.__version__, time.perf_counter() - start, removed)
