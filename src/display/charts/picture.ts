import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isPlainVega, type Spec } from './chart-style.js';
import { type FontMetrics, readFontMetrics } from './font-metrics.js';

/** A chart as pictures. `width` and `height` are CSS pixels; the PNG has twice as many. */
export interface Picture {
  readonly svg: string;
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const SHARPNESS = 2;
/** More pixels than that (a hundred panels) are megabytes in a notebook: the picture is less sharp then. */
const MOST_PIXELS = 16_000_000;
const FAMILY = 'DejaVu Sans';

/**
 * Draws a chart without a browser. White ground, black text and a margin: a picture does not know the theme of the
 * page that shows it. The libraries take 0.3 s to load, so they are loaded only here.
 */
export async function drawPicture(spec: Spec, sharpness?: number): Promise<Picture> {
  const svg = await drawSvg(spec);
  return { svg, ...(await rasterize(svg, sharpness)) };
}

/** Draws a chart as SVG. */
export async function drawSvg(spec: Spec): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  await measureText((vega as unknown as { textMetrics: TextMetrics }).textMetrics);
  const paper = onPaper(spec);
  const compiled = isPlainVega(spec) ? paper : vegaLite.compile(paper as never).spec;
  const view = new vega.View(vega.parse(compiled as never), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Draws an SVG as PNG with the font that comes with this package: without one all text would be missing. */
export async function rasterize(svg: string, sharpness?: number): Promise<Omit<Picture, 'svg'>> {
  const { Resvg } = await import('@resvg/resvg-js');
  const drawn = (zoom: number) =>
    new Resvg(svg, {
      fitTo: { mode: 'zoom', value: zoom },
      font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: FAMILY },
    });
  let resvg = drawn(sharpness ?? SHARPNESS);
  const { width, height } = resvg;
  const most = Math.sqrt(MOST_PIXELS / (width * height));
  if (sharpness === undefined && most < SHARPNESS) resvg = drawn(most);
  return {
    png: new Uint8Array(resvg.render().asPng()),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** What vega knows of an item when it asks for the width of its text. */
interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** Part of vega that its types leave out. */
interface TextMetrics {
  width: unknown;
  readonly estimateWidth: unknown;
}

let fonts: Promise<readonly FontMetrics[]> | undefined;

/**
 * Without a canvas vega takes 0.8 of the size for each character, a third too much. This is the way that it offers to
 * do better: the widths of the very font that the picture is drawn with.
 */
async function measureText(metrics: TextMetrics): Promise<void> {
  fonts ??= Promise.all(fontFiles().map(async (file) => readFontMetrics(await readFile(file))));
  const [regular, bold] = await fonts;
  if (metrics.width !== metrics.estimateWidth) return;
  metrics.width = ({ fontSize = 11, fontWeight }: TextItem, text: unknown) => {
    const isBold = fontWeight === 'bold' || Number(fontWeight) >= 600;
    return (isBold ? bold : regular)!.width(String(text ?? '')) * fontSize;
  };
}

function fontFiles(): string[] {
  const folder = path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'));
  return ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => path.join(folder, 'ttf', file));
}

/** The same chart on white, with the margin that a page would give it. */
function onPaper(spec: Spec): Spec {
  const config = (spec['config'] ?? {}) as Spec;
  return {
    ...spec,
    background: '#ffffff',
    padding: 8,
    config: { ...config, background: '#ffffff', font: FAMILY },
  };
}
