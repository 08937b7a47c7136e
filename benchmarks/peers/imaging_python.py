"""Times Pillow and pydicom on files: imaging_python.py KIND REPEATS FILE...; prints versions and the seconds of each round."""
import logging
import sys
import time
import warnings

warnings.filterwarnings("ignore")
logging.getLogger("pydicom").setLevel(logging.CRITICAL)
kind, repeats, files = sys.argv[1], int(sys.argv[2]), sys.argv[3:]


def pillow(path):
    return np.asarray(Image.open(path).convert("RGB"))


def pillow_resize(path):
    return np.asarray(Image.open(path).convert("RGB").resize((224, 224), Image.BICUBIC))


def dicom(path):
    dataset = pydicom.dcmread(path)
    pixels = dataset.pixel_array
    if pixels.ndim == 2:
        pixels = apply_voi_lut(apply_modality_lut(pixels, dataset), dataset)
    return pixels


if kind.startswith("pillow"):
    import numpy as np
    import PIL
    from PIL import Image
    work, version = (pillow if kind == "pillow" else pillow_resize), PIL.__version__
else:
    import pydicom
    from pydicom.pixel_data_handlers.util import apply_modality_lut, apply_voi_lut
    work, version = dicom, pydicom.__version__

times = []
for _ in range(repeats):
    start = time.perf_counter()
    for file in files:
        work(file)
    times.append(time.perf_counter() - start)
print(version, *times)
