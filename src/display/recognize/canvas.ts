import type { MimeBundle, Shown } from '../displayable.js';

/** A canvas of a drawing library (canvas, @napi-rs/canvas, skia-canvas), known by how it gives its picture. */
export interface CanvasLike {
  readonly width: number;
  readonly height: number;
  toDataURL(mime: string): string | Promise<string>;
}

/** True for a canvas of any library. */
export function isCanvas(value: unknown): value is CanvasLike {
  if (value === null || typeof value !== 'object') return false;
  const { width, height, toDataURL } = value as Partial<CanvasLike>;
  return typeof width === 'number' && typeof height === 'number' && typeof toDataURL === 'function';
}

/** Shows what was drawn on a canvas as a PNG. */
export function canvasBundle(canvas: CanvasLike): Shown {
  const name = `Canvas, ${canvas.width} × ${canvas.height}`;
  const url = canvas.toDataURL('image/png');
  if (typeof url === 'string') return { data: picture(url, name) };
  return { data: { 'text/plain': name }, complete: async () => ({ data: picture(await url, name) }) };
}

function picture(url: string, name: string): MimeBundle {
  const base64 = /^data:image\/png;base64,(.+)$/s.exec(url)?.[1];
  return { ...(base64 !== undefined && { 'image/png': base64 }), 'text/plain': name };
}
