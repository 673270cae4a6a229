import { type DisplayHandle, display } from './display.js';
import type { MimeBundle } from './displayable.js';

/** The display calls of tslab, a kernel for TypeScript; notebooks written for it run with these. */
export interface TslabDisplay {
  javascript(source: string): void;
  html(markup: string): void;
  markdown(text: string): void;
  latex(text: string): void;
  svg(markup: string): void;
  png(bytes: Uint8Array): void;
  jpeg(bytes: Uint8Array): void;
  gif(bytes: Uint8Array): void;
  pdf(bytes: Uint8Array): void;
  text(text: string): void;
  raw(contentType: string, content: string | Uint8Array): void;
}

/** tslab's calls; `send` gets the bundle of each. */
function calls(send: (bundle: MimeBundle) => void): TslabDisplay {
  const one = (mime: string) => (content: string | Uint8Array) =>
    send({ [mime]: typeof content === 'string' ? content : Buffer.from(content).toString('base64') });
  return {
    javascript: one('application/javascript'),
    html: one('text/html'),
    markdown: one('text/markdown'),
    latex: one('text/latex'),
    svg: one('image/svg+xml'),
    png: one('image/png'),
    jpeg: one('image/jpeg'),
    gif: one('image/gif'),
    pdf: one('application/pdf'),
    text: one('text/plain'),
    raw: (contentType, content) => one(contentType)(content),
  };
}

/** What `import * as tslab from 'tslab'` has of display calls. */
export interface Tslab {
  readonly display: TslabDisplay;
  /** Calls that overwrite one and the same output. */
  newDisplay(): TslabDisplay;
}

/**
 * tslab's display calls on ours.
 *
 * @example
 * const output = tslab.newDisplay();
 * output.text('working');
 * output.text('done');
 */
export const tslab: Tslab = {
  display: calls((bundle) => {
    display.raw(bundle);
  }),
  newDisplay() {
    let handle: DisplayHandle<MimeBundle> | undefined;
    return calls((bundle) => {
      if (handle) handle.update(bundle);
      else handle = display.raw(bundle);
    });
  },
};
