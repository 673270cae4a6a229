import { ValueError } from '../../support/errors.js';
import { readWholeFile } from '../../support/read-whole-file.js';
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

/** Pillow's limit, and with it Keras's: 512 MB of colours. */
const MOST_PIXELS = 178_956_970;
/** Of a byte: a JPEG file needs a bit for 64 of them, deflate packs 8,256 of one bit. A small file may claim the bound. */
const LARGEST_RATIO = { jpeg: 512, other: 8256 };
const SMALLEST_BOUND = 2 ** 24;

/**
 * The pixels of a PNG, JPEG, GIF (its first frame), BMP or WebP file, as they are in the file: neither turned nor changed
 * in colour. One that claims more pixels than its bytes can hold is refused before they take memory.
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
    const { data, info } = await sharp(file, {
      failOn: 'error',
      ignoreIcc: true,
      limitInputPixels: mostPixels(file),
    })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, channels: info.channels, bytes: data };
  } catch (cause) {
    throw new ValueError(`${where}: expected an image that can be decoded; ${whyOf(cause as Error, file)}.`, {
      fix: 'the file is damaged, or no image (PNG, JPEG, GIF, BMP, WebP): get it again',
      cause,
    });
  }
}

/** The pixels of a file on the disk. */
export async function readImage(where: string, path: string): Promise<Pixels> {
  return decodeImage(`${where}: ${path}`, await readWholeFile(where, path));
}

function mostPixels(file: Uint8Array): number {
  const ratio = file[0] === 0xff && file[1] === 0xd8 ? LARGEST_RATIO.jpeg : LARGEST_RATIO.other;
  return Math.min(MOST_PIXELS, Math.max(SMALLEST_BOUND, file.length * ratio));
}

/** What the decoder says in its first line, without the parts that say nothing. */
function whyOf({ message }: Error, file: Uint8Array): string {
  if (message.includes('exceeds pixel limit'))
    return `its ${file.length} bytes claim more than ${mostPixels(file)} pixels`;
  const why = message.replace(/^Input buffer has corrupt header:\s*/, '').split('\n')[0] as string;
  return why === '' || why === 'Unknown error' ? 'its content is damaged' : why.replace(/\.$/, '');
}
