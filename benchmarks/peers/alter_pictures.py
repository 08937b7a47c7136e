"""Makes altered copies of pictures with Pillow: one copy of each of the first COUNT pictures (in a fixed shuffle) for every
alteration, in FOLDER, with a table manifest.csv (id, path, original, alteration) that also lists all originals.

  alter_pictures.py MANIFEST ID_COLUMN PATH_COLUMN COUNT FOLDER
"""
import csv
import io
import os
import random
import sys

from PIL import Image, ImageEnhance, ImageFilter, ImageOps

manifest, id_column, path_column, count, folder = sys.argv[1:6]
draw = random.Random(2026)


def crop(picture, side):
    width, height = picture.size
    w, h = int(width * side), int(height * side)
    x, y = draw.randint(0, width - w), draw.randint(0, height - h)
    return picture.crop((x, y, x + w, y + h))


def jpeg(picture, quality):
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=quality)
    return Image.open(held).convert("RGB")


def gamma(picture, exponent):
    return picture.point([int(255 * (i / 255) ** exponent + 0.5) for i in range(256)] * 3)


def contrast(picture, factor):
    return ImageEnhance.Contrast(picture).enhance(factor)


ALTERATIONS = {
    "jpeg_80": lambda p: jpeg(p, 80),
    "jpeg_30": lambda p: jpeg(p, 30),
    "jpeg_10": lambda p: jpeg(p, 10),
    "half_size": lambda p: p.resize((max(1, p.width // 2), max(1, p.height // 2)), Image.LANCZOS),
    "flip_left_right": ImageOps.mirror,
    "flip_up_down": ImageOps.flip,
    "rotate_90": lambda p: p.transpose(Image.ROTATE_90),
    "rotate_180": lambda p: p.transpose(Image.ROTATE_180),
    "rotate_3": lambda p: p.rotate(3, Image.BICUBIC),
    "crop_95": lambda p: crop(p, 0.95),
    "crop_90": lambda p: crop(p, 0.90),
    "crop_80": lambda p: crop(p, 0.80),
    "crop_70": lambda p: crop(p, 0.70),
    "contrast_1.5": lambda p: contrast(p, 1.5),
    "contrast_0.5": lambda p: contrast(p, 0.5),
    "brightness_1.3": lambda p: ImageEnhance.Brightness(p).enhance(1.3),
    "gamma_0.6": lambda p: gamma(p, 0.6),
    "gamma_1.6": lambda p: gamma(p, 1.6),
    "equalize": ImageOps.equalize,
    "invert": ImageOps.invert,
    "blur_1": lambda p: p.filter(ImageFilter.GaussianBlur(1)),
    "border_10": lambda p: ImageOps.expand(p, border=max(1, p.width // 10)),
    "flip_crop_90_jpeg_50": lambda p: jpeg(crop(ImageOps.mirror(p), 0.9), 50),
    "crop_80_contrast_1.4": lambda p: contrast(crop(p, 0.8), 1.4),
}

os.makedirs(folder, exist_ok=True)
root = os.path.dirname(os.path.abspath(manifest))
with open(manifest, newline="", encoding="utf-8") as table:
    rows = [(row[id_column], os.path.join(root, row[path_column])) for row in csv.DictReader(table)]
chosen = sorted(rows)
draw.shuffle(chosen)
with open(os.path.join(folder, "manifest.csv"), "w", newline="", encoding="utf-8") as table:
    out = csv.writer(table)
    out.writerow(["id", "path", "original", "alteration"])
    for name, path in rows:
        out.writerow([name, path, name, "none"])
    for name, path in chosen[: int(count)]:
        picture = Image.open(path).convert("RGB")
        for alteration, change in ALTERATIONS.items():
            file = f"{name}.{alteration}.png"
            change(picture).save(os.path.join(folder, file), compress_level=1)
            out.writerow([f"{name}.{alteration}", os.path.join(folder, file), name, alteration])
