"""Objective of scikit-learn's LogisticRegression on data that a formula makes (LogisticReferenceTests makes the same).

Usage: logistic_sklearn.py > logistic_sklearn.json"""
import json
import warnings

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore")


def data(rows, width, classes):
    i, j = numpy.meshgrid(numpy.arange(rows), numpy.arange(width), indexing="ij")
    x = (i * 37 + j * 101 + i * j * 13 + i * i * (j + 3)) % 17 - 8
    sums = numpy.stack([x[:, k::classes].sum(axis=1) for k in range(classes)], axis=1)
    y = sums.argmax(axis=1)
    y[::5] = (y[::5] + 1) % classes
    return x / 8.0, y


cases = []
for rows, width, classes, c in [(400, 12, 2, 0.01), (400, 12, 2, 1.0), (300, 20, 4, 0.1), (300, 20, 4, 10.0), (60, 90, 3, 0.5)]:
    x, y = data(rows, width, classes)
    weights = 1.0 + numpy.arange(rows) % 3
    model = LogisticRegression(C=c, tol=1e-10, max_iter=1000000).fit(x, y, sample_weight=weights)
    margins = x @ model.coef_.T + model.intercept_
    if classes == 2:
        loss = numpy.logaddexp(0, numpy.where(y == 1, -margins[:, 0], margins[:, 0]))
    else:
        top = margins.max(axis=1, keepdims=True)
        loss = (top + numpy.log(numpy.exp(margins - top).sum(axis=1, keepdims=True)))[:, 0] - margins[numpy.arange(rows), y]
    objective = 0.5 * (model.coef_ ** 2).sum() + c * (weights * loss).sum()
    cases.append(dict(rows=rows, width=width, classes=classes, c=c, objective=float(objective)))
print(json.dumps(dict(produced_by=f"scikit-learn {sklearn.__version__}, tol=1e-10", cases=cases), indent=1))
