/**
 * Tokens of all outputs. The colours are for marks only, never for text: none of them reaches 4.5:1 on white and on
 * the dark theme alike. Everything is inline, because front ends strip style elements from untrusted notebooks.
 */
export const MONO = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace";
export const LINE = '1px solid rgba(128,128,128,0.4)';
export const TRACK = 'rgba(128,128,128,0.25)';
export const BLUE = '#2f7fc1';
export const TEAL = '#1f8f7a';
export const ORANGE = '#c8641e';
export const RED = '#d1453b';
export const GREY = '#808080';

/** Makes a text safe inside HTML and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** What is not the first thing to read. `html` is markup, not text. */
export function dim(html: string): string {
  return `<span style="opacity:0.7">${html}</span>`;
}

/**
 * On paper nothing scrolls: outputs that are wider than the page are shown whole, the browser makes all of it smaller, and
 * pictures of charts, for which nbconvert has no rule, end with the page. What is cut on a screen, too, stays so. Pages that
 * are not trusted go without; the marks of a comment hide the rules where only the tag is stripped.
 */
const PAPER =
  '<style><!-- @media print{.jp-OutputArea,.jp-OutputArea-child,.jp-OutputArea-output,[role=group] div[style*=overflow-x]{overflow:visible!important}.jp-OutputArea-output>[role=group] th{white-space:normal!important}.jp-RenderedSVG img{max-width:100%;height:auto}} --></style>';

/** The frame of every output: its width, its type, and its name for a screen reader. */
export function frame(label: string, html: string): string {
  return `<div role="group" aria-label="${escapeHtml(label)}" style="max-width:760px;font-size:13px;line-height:1.4">\n${html}\n${PAPER}</div>`;
}

/** The small square in front of a state. */
export function square(color: string): string {
  return `<span style="display:inline-block;width:9px;height:9px;margin-right:7px;background:${color}"></span>`;
}

/** A bar that is filled up to `percent`; decoration beside its text. */
export function gradient(percent: number, color: string): string {
  return `linear-gradient(90deg,${color} ${percent}%,${TRACK} ${percent}%)`;
}

/** `<tr>` without the stripes of the front end's theme. */
export function tableRow(cells: string): string {
  return `<tr style="background:none">${cells}</tr>`;
}

/** `<thead>` in monospace. */
export function tableHead(cells: string): string {
  return `<thead style="border:none;font-family:${MONO}">${tableRow(cells)}</thead>`;
}

/** `<tbody>` in monospace. */
export function tableBody(rows: readonly string[]): string {
  return `<tbody style="font-family:${MONO}">\n${rows.join('\n')}\n</tbody>`;
}
