import type { DisplayData, MimeBundle, Shown } from '../displayable.js';
import { isPlainVega, type Spec } from './chart-style.js';
import { drawPicture, type Picture } from './picture.js';

/** A front end shows the version that it bundles under this type; a type of version 6 would be shown as text. */
export const VEGA_LITE_MIME = 'application/vnd.vegalite.v5+json';
export const VEGA_MIME = 'application/vnd.vega.v5+json';

/**
 * A PNG of one clear pixel. JupyterLab draws a picture of its own for every chart that comes without one, at every
 * update, and never frees it.
 */
const CLEAR_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=';

/** A drawing of thousands of marks would make a notebook of megabytes: the PNG shows the same. */
const LARGEST_DRAWING = 1_000_000;

/**
 * A chart as a front end draws it, with a clear pixel as its picture. Never with text/html: JupyterLab would prefer
 * that to the chart.
 */
export function liveBundle(spec: Spec, text: string): DisplayData {
  const mime = isPlainVega(spec) ? VEGA_MIME : VEGA_LITE_MIME;
  return {
    data: { [mime]: spec, 'image/png': CLEAR_PIXEL, 'text/plain': text },
    metadata: { 'image/png': { width: 1, height: 1 } },
  };
}

/**
 * A chart with its pictures: what is saved in the notebook, and what nbconvert and GitHub show. Where vega cannot draw it,
 * that is told, and no empty picture stays.
 */
export async function completeBundle(spec: Spec, text: string): Promise<DisplayData> {
  let picture: Picture;
  try {
    picture = await drawPicture(spec);
  } catch (error) {
    console.error(`display: a chart has no picture: ${(error as Error).message}`);
    return { data: { [isPlainVega(spec) ? VEGA_MIME : VEGA_LITE_MIME]: spec, 'text/plain': text } };
  }
  const { svg, png, width, height } = picture;
  const isDrawing = svg.length <= LARGEST_DRAWING;
  return {
    data: {
      [isPlainVega(spec) ? VEGA_MIME : VEGA_LITE_MIME]: spec,
      ...(isDrawing && { 'image/svg+xml': svg }),
      'image/png': Buffer.from(png).toString('base64'),
      'text/plain': text,
    },
    // The PNG has twice as many pixels: without a size nbconvert would show it twice as large.
    metadata: { 'image/png': { width, height } },
  };
}

/** The complete form of a chart that was sent as a live one. */
export function completeChart(data: MimeBundle): Promise<DisplayData> {
  const spec = (data[VEGA_LITE_MIME] ?? data[VEGA_MIME]) as Spec;
  return completeBundle(spec, String(data['text/plain'] ?? ''));
}

/** A chart that can be shown at once and whose pictures are drawn when there is time. */
export function chartBundle(spec: Spec, text: string): Shown {
  return { ...liveBundle(spec, text), complete: () => completeBundle(spec, text) };
}
