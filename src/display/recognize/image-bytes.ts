import type { Shown } from '../displayable.js';

/** Kinds of images that front ends show, by their first bytes. */
const KINDS: readonly { readonly mime: string; readonly name: string; readonly starts: readonly number[] }[] =
  [
    { mime: 'image/png', name: 'PNG', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
    { mime: 'image/jpeg', name: 'JPEG', starts: [0xff, 0xd8, 0xff] },
    { mime: 'image/gif', name: 'GIF', starts: [0x47, 0x49, 0x46, 0x38] },
  ];

function kindOf(value: unknown): (typeof KINDS)[number] | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  return KINDS.find(({ starts }) => starts.every((byte, index) => value[index] === byte));
}

/** True for the bytes of a PNG, JPEG or GIF file. */
export function isImageBytes(value: unknown): value is Uint8Array {
  return kindOf(value) !== undefined;
}

/** Shows the bytes of an image file. */
export function imageBundle(bytes: Uint8Array): Shown {
  const kind = kindOf(bytes)!;
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const size = kind.mime === 'image/png' ? `, ${pngSize(bytes)}` : '';
  return { data: { [kind.mime]: base64, 'text/plain': `${kind.name} image${size}` } };
}

/** Width and height stand in the first chunk of a PNG file. */
function pngSize(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.byteLength < 24 ? 'cut off' : `${view.getUint32(16)} × ${view.getUint32(20)}`;
}
