#!/usr/bin/env python3
"""Writes src/datasets/embedded/digits.ts from scikit-learn's copy of the UCI handwritten digits.

    python3 -m pip download scikit-learn --no-deps -d /tmp/wheel
    python3 scripts/make-digits.py /tmp/wheel/scikit_learn-*.whl

The wheel is only read; nothing of scikit-learn's code is used. The order of the images is that of the file.
"""

import base64
import gzip
import hashlib
import pathlib
import sys
import zipfile
import zlib

IMAGES, PIXELS = 1797, 64
TARGET = pathlib.Path(__file__).resolve().parent.parent / 'src' / 'datasets' / 'embedded' / 'digits.ts'

HEAD = '''/**
 * 1,797 handwritten digits, written by scripts/make-digits.py; not edited by hand.
 *
 * Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository,
 * 1998, https://doi.org/10.24432/C50P49, licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).
 * The test part (optdigits.tes), values unchanged, from the copy in scikit-learn (BSD-3-Clause).
 */

/** The number of images. */
export const DIGITS_COUNT = %d;

/** SHA-256 of the unpacked bytes. */
export const DIGITS_SHA256 = '%s';

/** Deflated and in base64: all images, 64 bytes each with values 0 to 16, then all labels, one byte each. */
export const DIGITS_BASE64 = `
%s
`;
'''


def main(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        text = gzip.decompress(archive.read('sklearn/datasets/data/digits.csv.gz')).decode('ascii')
    rows = [[int(float(cell)) for cell in line.split(',')] for line in text.split()]
    if len(rows) != IMAGES or any(len(row) != PIXELS + 1 for row in rows):
        raise SystemExit(f'{wheel}: expected {IMAGES} rows of {PIXELS + 1} values; received {len(rows)} rows')
    if not all(0 <= value <= 16 for row in rows for value in row[:PIXELS]):
        raise SystemExit(f'{wheel}: expected pixels from 0 to 16')
    if {row[PIXELS] for row in rows} != set(range(10)):
        raise SystemExit(f'{wheel}: expected the labels 0 to 9')
    raw = bytes(value for row in rows for value in row[:PIXELS]) + bytes(row[PIXELS] for row in rows)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    packed = base64.b64encode(packer.compress(raw) + packer.flush()).decode('ascii')
    lines = '\n'.join(packed[i : i + 1000] for i in range(0, len(packed), 1000))
    TARGET.write_text(HEAD % (IMAGES, hashlib.sha256(raw).hexdigest(), lines))
    print(f'{TARGET}: {IMAGES} images, {len(packed)} characters')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
