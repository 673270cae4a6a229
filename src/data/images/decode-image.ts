import { readFile } from 'node:fs/promises';
import { ValueError } from '../../support/errors.js';
import { decodeBmp, isBmp } from './bmp.js';
import type { Pixels } from './pixels.js';
import { decodePng } from './png.js';

type Sharp = typeof import('sharp')['default'];

let loaded: Promise<Sharp> | undefined;

/**
 * sharp, which decodes images; loaded when the first image is.
 *
 * @throws ValueError when it is not installed
 */
export function loadSharp(where: string): Promise<Sharp> {
  loaded ??= import('sharp').then(
    (module) => module.default,
    (cause: Error) => {
      loaded = undefined;
      throw new ValueError(
        `${where}: images need the package sharp, which is not there (${cause.message}).`,
        {
          fix: 'npm install sharp',
          cause,
        },
      );
    },
  );
  return loaded;
}

/**
 * The pixels of a PNG, JPEG, GIF (its first frame), BMP or WebP file, as they are in the file: neither turned nor changed
 * in colour.
 *
 * @param where what the file is called in errors
 * @throws ValueError when it cannot be read
 */
export async function decodeImage(where: string, file: Uint8Array): Promise<Pixels> {
  const sharp = await loadSharp(where);
  try {
    if (isBmp(file)) return decodeBmp(file);
    const png = await decodePng(file);
    if (png !== null) return png;
    const { data, info } = await sharp(file, { failOn: 'error', ignoreIcc: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, channels: info.channels, bytes: data };
  } catch (cause) {
    throw new ValueError(`${where} could not be decoded: ${(cause as Error).message}`, {
      fix: 'the file is damaged, or no image (PNG, JPEG, GIF, BMP)',
      cause,
    });
  }
}

/** The pixels of a file on the disk. */
export async function readImage(where: string, path: string): Promise<Pixels> {
  let file: Buffer;
  try {
    file = await readFile(path);
  } catch (cause) {
    throw new ValueError(
      `${where}: expected an image; ${path} could not be read (${(cause as Error).message}).`,
      {
        cause,
      },
    );
  }
  return decodeImage(`${where}: ${path}`, file);
}
