import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ValueError } from '../../support/errors.js';
import { DISPLAY, type Displayable, type Shown } from '../displayable.js';
import { getSink } from '../sink.js';
import { chartBundle } from './chart-bundle.js';
import type { Spec } from './chart-style.js';
import { drawPicture, drawSvg } from './picture.js';

/** Options of `chart.save`. */
export interface SaveOptions {
  /** Dots an inch of a PNG; 192 by default. */
  readonly dpi?: number;
}

const CSS_DPI = 96;

/** What a chart is made of. */
export interface ChartParts {
  readonly spec: Spec;
  /** The text form for a screen of that many columns. */
  readonly toText: (columns: number) => string;
}

/**
 * A chart that shows itself: in a notebook as vega-lite with its picture, in a console as text. Every `charts.*` call
 * gives one. Change `spec`, or show a changed copy with `display.vega({ ...chart.spec, title: 'Mine' })`.
 *
 * @example
 * const chart = charts.history({ history: { loss: [0.9, 0.5, 0.3] } });
 * console.log(String(chart));
 */
export class Chart implements Displayable {
  /** The vega-lite specification. */
  spec: Spec;
  readonly #toText: (columns: number) => string;

  constructor({ spec, toText }: ChartParts) {
    this.spec = spec;
    this.#toText = toText;
  }

  /** The text form, as wide as the screen that is in use unless `columns` says otherwise. */
  toString(columns: number = getSink().columns): string {
    return this.#toText(columns);
  }

  /** Draws the chart as SVG, on white. */
  toSvg(): Promise<string> {
    return drawSvg(this.spec);
  }

  /** Draws the chart as the bytes of a PNG file, on white; `dpi` is 192 by default, two pixels for each CSS pixel. */
  async toPng({ dpi }: SaveOptions = {}): Promise<Uint8Array> {
    if (dpi !== undefined && !(dpi > 0 && dpi <= 2400))
      throw new ValueError(`chart.toPng: dpi must be a number from 1 to 2400; received ${dpi}.`);
    return (await drawPicture(this.spec, dpi && dpi / CSS_DPI)).png;
  }

  /**
   * Writes the chart to a file: `.svg` and `.png` are pictures on white, `.json` is the vega-lite specification.
   * The file is complete or not there at all. `dpi` is the PNG's resolution.
   *
   * @throws ValueError for another ending, or if the folder is not there.
   */
  async save(file: string, options: SaveOptions = {}): Promise<void> {
    const content = await this.#content(file, options);
    const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
    try {
      await writeFile(temporary, content);
      await rename(temporary, file);
    } catch (cause) {
      await rm(temporary, { force: true });
      throw new ValueError(`chart.save: ${file} could not be written: ${(cause as Error).message}`, {
        cause,
      });
    }
  }

  #content(file: string, options: SaveOptions): Promise<string | Uint8Array> | string {
    switch (path.extname(file).toLowerCase()) {
      case '.svg':
        return this.toSvg();
      case '.png':
        return this.toPng(options);
      case '.json':
        return `${JSON.stringify(this.spec, null, 1)}\n`;
      default:
        throw new ValueError(`chart.save: the name must end in .svg, .png or .json; received ${file}.`, {
          fix: `await chart.save('${path.basename(file, path.extname(file)) || 'chart'}.png')`,
        });
    }
  }

  [DISPLAY](): Shown {
    return chartBundle(this.spec, this.toString());
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
