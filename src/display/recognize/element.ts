import type { Shown } from '../displayable.js';
import { htmlToText } from '../format/html-to-text.js';

/** An element of a DOM library (jsdom, linkedom, happy-dom), known by its markup. */
export interface ElementLike {
  readonly outerHTML: string;
  readonly tagName: string;
}

/** True for an HTML or SVG element of any DOM library. */
export function isElement(value: unknown): value is ElementLike {
  if (value === null || typeof value !== 'object') return false;
  const { outerHTML, tagName } = value as Partial<ElementLike>;
  return typeof outerHTML === 'string' && typeof tagName === 'string';
}

/** Shows an element as its markup. */
export function elementBundle(element: ElementLike): Shown {
  const markup = element.outerHTML;
  const mime = element.tagName.toLowerCase() === 'svg' ? 'image/svg+xml' : 'text/html';
  return { data: { [mime]: markup, 'text/plain': htmlToText(markup) } };
}
