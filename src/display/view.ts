import { DISPLAY, type Displayable, type DisplayData } from './displayable.js';
import { getSink } from './sink.js';

/** A value that people look at, as HTML and as text; `console.log` prints the text. */
export abstract class View implements Displayable {
  /** The HTML form: semantic tags and inline style only. */
  abstract toHtml(): string;

  /** The text form for a screen of that many columns. */
  abstract toText(columns: number): string;

  /** The text form, as wide as the screen that is in use unless `columns` says otherwise. */
  toString(columns: number = getSink().columns): string {
    return this.toText(columns);
  }

  [DISPLAY](): DisplayData {
    return { data: { 'text/html': this.toHtml(), 'text/plain': this.toString() } };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
