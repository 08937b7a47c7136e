"""Writes the golden files of the image transforms with the reference programs named in them (Debian 12 packages).

Run: python3 make_goldens.py   (needs python3-numpy, python3-pil, python3-torch, python3-pydicom, python3-opencv)
Pictures are made by a small generator that the tests repeat, so that only expected numbers are stored.
"""
import json
import os

import cv2
import numpy as np
import PIL
import pydicom
import torch
from PIL import Image, ImageOps
from pydicom.dataset import Dataset
from pydicom.pixel_data_handlers.util import apply_windowing

HERE = os.path.dirname(os.path.abspath(__file__))


def generated(width, height, bands, kind):
    """Bytes of a linear congruential generator; floats are those bytes times 37 minus 1000, integers in float."""
    x, out = 1, []
    for _ in range(width * height * bands):
        x = (1103515245 * x + 12345) % 2**31
        out.append((x >> 16) & 255)
    a = np.array(out, np.uint8).reshape(height, width, bands)
    return a if kind == "byte" else a.astype(np.float32) * np.float32(37) - np.float32(1000)


def case(pipeline, width, height, bands, kind, compute):
    image = generated(width, height, bands, kind)
    expected = np.asarray(compute(image))
    expected = expected[..., None] if expected.ndim == 2 else expected
    return (
        {"pipeline": pipeline, "width": width, "height": height, "bands": bands, "kind": kind},
        {"shape": list(expected.shape), "is_byte": expected.dtype == np.uint8,
         "samples": [int(v) if v == int(v) else float(v) for v in expected.ravel()]})


def write(name, source, tolerance, why, cases):
    lines = [json.dumps({"source": source, "tolerance": tolerance, "why": why, "input": given, "value": value})
             for given, value in cases]
    with open(os.path.join(HERE, name + ".json"), "w") as file:
        file.write("[\n  " + ",\n  ".join(lines) + "\n]\n")


def pil(image):
    return Image.fromarray(image[..., 0] if image.shape[2] == 1 else image)


def pil_resize(width, height, kernel):
    return lambda image: np.array(pil(image).resize((width, height), kernel))


def torch_resize(width, height, mode):
    def run(image):
        tensor = torch.from_numpy(image.astype(np.float32)).permute(2, 0, 1)[None]
        out = torch.nn.functional.interpolate(tensor, size=(height, width), mode=mode, align_corners=False)
        out = out[0].permute(1, 2, 0).numpy()
        return out if image.dtype != np.uint8 else np.clip(np.round(out), 0, 255).astype(np.uint8)
    return run


R = Image.Resampling
write("resize", f"Pillow {PIL.__version__} resize; torch {torch.__version__} interpolate (plain); OpenCV {cv2.__version__} INTER_AREA",
      2e-3, "Pillow cases agree to the last bit; torch and OpenCV add in single precision, on values up to 8435", [
          case("resize(5x4,nearest)", 9, 7, 3, "byte", pil_resize(5, 4, R.NEAREST)),
          case("resize(13x3,nearest)", 9, 7, 1, "float", pil_resize(13, 3, R.NEAREST)),
          case("resize(5x4,bilinear,antialias)", 9, 7, 3, "byte", pil_resize(5, 4, R.BILINEAR)),
          case("resize(14x17,bilinear,antialias)", 9, 7, 1, "byte", pil_resize(14, 17, R.BILINEAR)),
          case("resize(5x4,bicubic,antialias)", 9, 7, 3, "byte", pil_resize(5, 4, R.BICUBIC)),
          case("resize(20x3,bicubic,antialias)", 9, 7, 1, "byte", pil_resize(20, 3, R.BICUBIC)),
          case("resize(5x4,lanczos3)", 9, 7, 3, "byte", pil_resize(5, 4, R.LANCZOS)),
          case("resize(5x4,bilinear,antialias)", 9, 7, 1, "float", pil_resize(5, 4, R.BILINEAR)),
          case("resize(5x9,bicubic,antialias)", 9, 7, 1, "float", pil_resize(5, 9, R.BICUBIC)),
          case("resize(6x4,lanczos3)", 9, 7, 1, "float", pil_resize(6, 4, R.LANCZOS)),
          case("resize(4,bilinear,antialias)", 9, 7, 1, "byte", pil_resize(5, 4, R.BILINEAR)),
          case("resize(5x4,bilinear,plain)", 9, 7, 1, "float", torch_resize(5, 4, "bilinear")),
          case("resize(14x17,bilinear,plain)", 9, 7, 3, "byte", torch_resize(14, 17, "bilinear")),
          case("resize(5x4,bicubic,plain)", 9, 7, 1, "float", torch_resize(5, 4, "bicubic")),
          case("resize(14x17,bicubic,plain)", 9, 7, 3, "byte", torch_resize(14, 17, "bicubic")),
          case("resize(3x2,area)", 9, 8, 3, "byte", lambda a: cv2.resize(a, (3, 2), interpolation=cv2.INTER_AREA)),
          case("resize(4x5,area)", 9, 7, 1, "float", lambda a: cv2.resize(a, (4, 5), interpolation=cv2.INTER_AREA)),
      ])
write("center_crop", "numpy slices at the offsets of torchvision 0.14's center_crop, worked out by hand", 0, "no arithmetic", [
    case("center_crop(4x3)", 9, 7, 3, "byte", lambda a: a[2:5, 2:6]),   # (7 - 3) / 2 = 2; (9 - 4) / 2 = 2.5, to even 2
    case("center_crop(2)", 9, 7, 1, "float", lambda a: a[2:4, 4:6]),    # 2.5 to even 2; 3.5 to even 4
    case("center_crop(6x4)", 3, 2, 1, "byte", lambda a: np.pad(a, ((1, 1), (1, 2), (0, 0)))),
])
write("pad", f"Pillow {PIL.__version__} ImageOps.expand", 0, "no arithmetic", [
    case("pad(1,2,3,4)", 5, 4, 3, "byte", lambda a: np.array(ImageOps.expand(pil(a), (1, 2, 3, 4), 0))),
    case("pad(0,1,0,0,1)", 5, 4, 1, "byte", lambda a: np.array(ImageOps.expand(pil(a), (0, 1, 0, 0), 255))),
])
write("pad_square", f"Pillow {PIL.__version__} ImageOps.pad, centering 0.5, at the size of the longer side", 0, "no arithmetic", [
    case("pad_square", 6, 4, 3, "byte", lambda a: np.array(ImageOps.pad(pil(a), (6, 6)))),
    case("pad_square(1)", 4, 6, 1, "byte", lambda a: np.array(ImageOps.pad(pil(a), (6, 6), color=255))),
])
write("scale", f"numpy {np.__version__}, float32", 0, "the same operations in the same precision", [
    case("scale(0,1)", 5, 4, 3, "byte", lambda a: a.astype(np.float32) / np.float32(255)),
    case("scale(-1,1)", 5, 4, 1, "byte", lambda a: a.astype(np.float32) / np.float32(255) * np.float32(2) + np.float32(-1)),
])
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
STD = np.array([0.229, 0.224, 0.225], np.float32)
write("normalize", f"torch {torch.__version__}, sub and div in float32", 0, "the same operations in the same precision", [
    case("scale(0,1)|normalize(0.485 0.456 0.406,0.229 0.224 0.225)", 5, 4, 3, "byte", lambda a: (
        (torch.from_numpy(a).float() / 255 - torch.from_numpy(MEAN)) / torch.from_numpy(STD)).numpy()),
    case("normalize(100,50)", 5, 4, 1, "byte", lambda a: ((torch.from_numpy(a).float() - 100) / 50).numpy()),
])


def percentile(low, high):
    def run(a):
        lo, hi = np.percentile(a.astype(np.float64), [low, high])
        return np.clip((a.astype(np.float64) - lo) / (hi - lo), 0, 1).astype(np.float32)
    return run


write("percentile_window", f"numpy {np.__version__} percentile, method linear", 1e-7, "float32 rounding of the result", [
    case("percentile_window(1,99)", 9, 7, 1, "float", percentile(1, 99)),
    case("percentile_window(5,95)", 9, 7, 3, "byte", percentile(5, 95)),
    case("percentile_window(0,100)", 9, 7, 1, "byte", percentile(0, 100)),
])


def window(center, width, function):
    def run(a):
        ds = Dataset()
        ds.WindowCenter, ds.WindowWidth, ds.VOILUTFunction = center, width, function
        ds.PhotometricInterpretation, ds.BitsStored, ds.PixelRepresentation = "MONOCHROME2", 16, 0
        return (apply_windowing(a.astype(np.float64), ds) / 65535).astype(np.float32)
    return run


write("window", f"pydicom {pydicom.__version__} apply_windowing, divided by its largest output", 1e-6, "float32 rounding of the result", [
    case("window(1500,3000)", 9, 7, 1, "float", window(1500, 3000, "LINEAR")),
    case("window(1500,3000,linear_exact)", 9, 7, 1, "float", window(1500, 3000, "LINEAR_EXACT")),
    case("window(1500,3000,sigmoid)", 9, 7, 1, "float", window(1500, 3000, "SIGMOID")),
])
write("gray", f"Pillow {PIL.__version__} convert('L')", 0, "the same integer arithmetic", [
    case("gray", 9, 7, 3, "byte", lambda a: np.array(pil(a).convert("L"))),
    case("gray", 9, 7, 1, "byte", lambda a: a),
])
write("rgb", f"Pillow {PIL.__version__} convert('RGB')", 0, "no arithmetic", [
    case("rgb", 4, 3, 1, "byte", lambda a: np.array(pil(a).convert("RGB"))),
    case("rgb", 4, 3, 3, "byte", lambda a: a),
])
write("bgr", f"OpenCV {cv2.__version__} cvtColor", 0, "no arithmetic", [
    case("bgr", 4, 3, 3, "byte", lambda a: cv2.cvtColor(a, cv2.COLOR_RGB2BGR)),
    case("bgr", 4, 3, 1, "byte", lambda a: cv2.cvtColor(a, cv2.COLOR_GRAY2BGR)),
])
write("invert", f"Pillow {PIL.__version__} ImageOps.invert", 0, "the same integer arithmetic", [
    case("invert", 4, 3, 3, "byte", lambda a: np.array(ImageOps.invert(pil(a)))),
])
write("to_8bit", f"numpy {np.__version__}: floor(255 x + 0.5), clipped", 0, "values in [0, 1] with exact products", [
    case("scale(0,1)|to_8bit", 9, 7, 1, "byte", lambda a: a),
    case("percentile_window(5,95)|to_8bit", 9, 7, 1, "float", lambda a: np.clip(
        np.floor(percentile(5, 95)(a).astype(np.float64) * 255 + 0.5), 0, 255).astype(np.uint8)),
])


def clahe(clip, columns, rows):
    return lambda a: cv2.createCLAHE(clip, (columns, rows)).apply(np.ascontiguousarray(a[..., 0]))


write("clahe", f"OpenCV {cv2.__version__} createCLAHE", 0, "the same operations in the same precision", [
    case("clahe(2,4x4)", 32, 24, 1, "byte", clahe(2.0, 4, 4)),
    case("clahe(2,4x3)", 37, 29, 1, "byte", clahe(2.0, 4, 3)),
    case("clahe(0,2x2)", 16, 16, 1, "byte", clahe(0.0, 2, 2)),
    case("clahe(40,8x8)", 33, 32, 1, "byte", clahe(40.0, 8, 8)),
])
