import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { toBundle } from './bundle.js';
import type { Spec } from './charts/chart-style.js';
import { rasterize } from './charts/picture.js';
import { DISPLAY, type Displayable, type MimeBundle, type Shown, storable } from './displayable.js';
import { htmlToText } from './format/html-to-text.js';
import { imageBundle, isImageBytes } from './recognize/image-bytes.js';
import { vegaBundle } from './recognize/vega-spec.js';
import { type DisplaySink, getSink, showLater, untilWanted } from './sink.js';

/** Options of every display call. */
export interface DisplayOptions {
  /** Id of the output, by which a handle updates it; one is made up if it is absent. */
  readonly id?: string;
}

/** One output on the page. As a cell's last value it shows nothing. */
export interface DisplayHandle<Input> extends Displayable {
  readonly id: string;
  /** Replaces what the output shows, in every place where it is shown. Takes what the call took. */
  update(input: Input): void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Bytes of an image file, or the same as base64. */
export type ImageInput = Uint8Array | string;

/** Shows any value, and has one method for each kind of output. */
export interface Display {
  /** Shows any value as a cell's last value would be shown; `undefined` shows nothing. */
  (value: unknown, options?: DisplayOptions): DisplayHandle<unknown>;
  /** Shows HTML. */
  html(markup: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows Markdown. */
  markdown(text: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows an SVG drawing. */
  svg(markup: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows the bytes of a PNG file. */
  png(image: ImageInput, options?: DisplayOptions): DisplayHandle<ImageInput>;
  /** Shows the bytes of a JPEG file. */
  jpeg(image: ImageInput, options?: DisplayOptions): DisplayHandle<ImageInput>;
  /** Shows a JSON value as a tree that opens. */
  json(value: unknown, options?: DisplayOptions): DisplayHandle<unknown>;
  /** Shows LaTeX, as `$x^2$`. */
  latex(text: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows a vega-lite or vega specification. */
  vega(spec: Spec, options?: DisplayOptions): DisplayHandle<Spec>;
  /** Shows a MIME bundle as it is. */
  raw(bundle: MimeBundle, options?: DisplayOptions): DisplayHandle<MimeBundle>;
  /** Clears the outputs of the cell; with `wait` when the next output comes, so that nothing flickers. */
  clear(options?: { readonly wait?: boolean }): void;
}

/** Between two pictures of one output that is updated again and again, in ms: drawing one takes as long as many updates. */
const PICTURE_INTERVAL = 1000;

/** Sends one output; its handle sends updates. Pictures that take time follow as an update, of the last state alone. */
class Handle<Input> implements DisplayHandle<Input> {
  readonly id: string;
  readonly #render: (input: Input) => Shown;
  /** Gives the last state with its pictures, while that has none. */
  #complete: Shown['complete'];
  #drawing = false;
  #drawn = false;

  constructor(render: (input: Input) => Shown, input: Input, options: DisplayOptions) {
    this.id = options.id ?? randomUUID();
    this.#render = render;
    this.#send('display', input);
  }

  update(input: Input): void {
    this.#send('update', input);
  }

  /** A handle has been shown already. */
  [DISPLAY](): Shown {
    return { data: {} };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `DisplayHandle { id: ${inspect(this.id)} }`;
  }

  #send(kind: 'display' | 'update', input: Input): void {
    const sink = getSink();
    const { data, metadata, complete } = this.#render(input);
    this.#complete = sink.kind === 'notebook' ? complete : undefined;
    if (Object.keys(data).length === 0) return;
    sink.send({ kind, id: this.id, data, ...(metadata && { metadata }) });
    this.#drawLater(sink);
  }

  #drawLater(sink: DisplaySink): void {
    if (this.#drawing || !this.#complete) return;
    this.#drawing = true;
    void showLater(this.#draw(sink));
  }

  async #draw(sink: DisplaySink): Promise<void> {
    if (this.#drawn) await untilWanted(PICTURE_INTERVAL);
    this.#drawn = true;
    const complete = this.#complete;
    try {
      const full = await complete?.();
      // A newer update must not be overwritten by an older picture.
      if (full && complete === this.#complete) sink.send({ kind: 'update', id: this.id, ...full });
    } finally {
      if (complete === this.#complete) this.#complete = undefined;
      this.#drawing = false;
      this.#drawLater(sink);
    }
  }
}

function show<Input>(
  render: (input: Input) => Shown,
): (input: Input, options?: DisplayOptions) => DisplayHandle<Input> {
  return (input, options = {}) => {
    const { id } = checkOptions('display', options, ['id']);
    if (id !== undefined) text('id', id);
    return new Handle(render, input, options);
  };
}

function text(where: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new ValueError(`display.${where}: expected a string; received ${inspect(value, { depth: 0 })}.`);
}

/** What looks like base64 of such a file is taken as it is. */
function image(where: 'png' | 'jpeg', value: ImageInput): Shown {
  const mime = `image/${where}`;
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : value;
  if (isImageBytes(bytes)) {
    const shown = imageBundle(bytes);
    if (mime in shown.data) return shown;
  }
  throw new ValueError(
    `display.${where}: expected the bytes of a ${where.toUpperCase()} file; received ${inspect(value, { depth: 0, maxArrayLength: 8, maxStringLength: 40 })}.`,
    { fix: 'display(value) finds out by itself what a value is' },
  );
}

function raw(bundle: MimeBundle): Shown {
  if (typeof bundle === 'object' && bundle !== null && !Array.isArray(bundle)) {
    return { data: storable(bundle) };
  }
  throw new ValueError(
    `display.raw: expected an object with a MIME type for each form; received ${inspect(bundle, { depth: 0 })}.`,
  );
}

function svg(source: string): Shown {
  // Without its namespace, which HTML does not ask for, an SVG is no picture.
  const markup = text('svg', source).replace(/<svg(?![^>]*\sxmlns=)(?=[\s/>])/, `<svg xmlns="${SVG}"`);
  const data = { 'image/svg+xml': markup, 'text/plain': 'SVG drawing' };
  // An untrusted notebook shows an SVG as text, so a picture goes with it.
  const complete = async () => {
    const { png, width, height } = await rasterize(markup);
    return {
      data: { ...data, 'image/png': Buffer.from(png).toString('base64') },
      metadata: { 'image/png': { width, height } },
    };
  };
  return { data, complete };
}

/**
 * Shows a value while a cell runs, and returns a handle whose `update` replaces it.
 *
 * @example
 * const counter = display('0 of 3');
 * for (let n = 1; n <= 3; n++) counter.update(`${n} of 3`);
 */
export const display: Display = Object.assign(
  show((value: unknown) => (value === undefined ? { data: {} } : toBundle(value))),
  {
    html: show((markup: string) => ({
      data: { 'text/html': text('html', markup), 'text/plain': htmlToText(markup) },
    })),
    markdown: show((source: string) => ({
      data: { 'text/markdown': text('markdown', source), 'text/plain': source },
    })),
    svg: show(svg),
    png: show((bytes: ImageInput) => image('png', bytes)),
    jpeg: show((bytes: ImageInput) => image('jpeg', bytes)),
    json: show((value: unknown) => ({
      data: { 'application/json': asJson(value), 'text/plain': inspect(value) },
    })),
    latex: show((source: string) => ({
      data: { 'text/latex': text('latex', source), 'text/plain': source },
    })),
    vega: show((spec: Spec) => vegaBundle(spec)),
    raw: show(raw),
    clear(options: { readonly wait?: boolean } = {}): void {
      const { wait = false } = checkOptions('display.clear', options, ['wait']);
      getSink().send({ kind: 'clear', wait });
    },
  },
);

/** Front ends draw a tree of objects and arrays; a bare value stands in an array for them. */
function asJson(value: unknown): unknown {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (error) {
    throw new ValueError(`display.json: expected a value that JSON can carry; ${(error as Error).message}.`);
  }
  if (json === undefined) {
    throw new ValueError(`display.json: expected a value that JSON can carry; received ${inspect(value)}.`);
  }
  const copy: unknown = JSON.parse(json);
  return copy !== null && typeof copy === 'object' ? copy : [copy];
}
