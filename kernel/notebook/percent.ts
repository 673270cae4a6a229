import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'yaml';
import { LANGUAGE_INFO } from '../protocol/language-info.js';
import { linesInside } from './code-lines.js';

/** A cell of a script in percent format. `source` is code, or text without its comment marks. */
export interface PercentCell {
  readonly type: 'code' | 'markdown' | 'raw';
  /** What notebooks call the cell by; other scripts have none. */
  readonly id?: string;
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A script in percent format, taken apart. */
export interface PercentScript {
  /** The metadata of the notebook. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What stands between the header and the first cell. */
  readonly preamble: string;
  readonly cells: readonly PercentCell[];
}

type Metadata = Record<string, unknown>;

/** A magic takes no blank after its percent signs, a marker does. */
const MARKER = /^\/\/ %%(?: (.*))?$/;
/** Stands where code begins or ends with an empty line: those between two cells belong to neither. */
const EDGE = '//^';

/**
 * Writes a script whose cells begin with `// %%`. Editors know the format, and jupytext opens it as a notebook.
 *
 * @see https://jupytext.readthedocs.io/en/latest/formats-scripts.html#the-percent-format
 */
export function formatPercent({ metadata, preamble, cells }: PercentScript): string {
  const parts = [formatHeader(metadata)];
  if (preamble !== '') parts.push(preamble);
  for (const { type, id, source, metadata } of cells) {
    const marker = ['// %%', type === 'code' ? '' : `[${type}]`, formatOptions(id, metadata)]
      .filter(Boolean)
      .join(' ');
    const body = type === 'code' ? escapeCode(withEdges(source)) : escapeMarkers(comment(source));
    parts.push(body === '' ? marker : `${marker}\n${body}`);
  }
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** Takes a script apart; a text without any marker is one code cell. */
export function parsePercent(text: string): PercentScript {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const { metadata, rest } = parseHeader(lines);
  const starts = rest.flatMap((line, index) => (MARKER.test(line) ? [index] : []));
  if (starts.length === 0) {
    const source = trimLines(rest);
    return { metadata, preamble: '', cells: source ? [{ type: 'code', source, metadata: {} }] : [] };
  }
  const cells = starts.map((start, i): PercentCell => {
    const { type, metadata } = parseMarker(MARKER.exec(rest[start]!)?.[1] ?? '');
    const body = trimLines(rest.slice(start + 1, starts[i + 1]));
    const source = type === 'code' ? withoutEdges(unescapeCode(body)) : uncomment(unescapeMarkers(body));
    return { type, ...takeId(metadata), source };
  });
  return { metadata, preamble: trimLines(rest.slice(0, starts[0])), cells };
}

/** Makes every line a comment. */
export function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '//' : `// ${line}`))
    .join('\n');
}

function uncomment(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n');
}

/** A comment or a line of text that looks like a marker must not begin a cell. */
function escapeMarkers(body: string): string {
  return body.replace(/^(?:\/\/ )+%%(?= |$)/gm, '// $&');
}

function unescapeMarkers(body: string): string {
  return body.replace(/^\/\/ ((?:\/\/ )+%%(?= |$))/gm, '$1');
}

/** In a template a marker would be part of the text: an empty value stands in front of its blank. */
function escapeCode(code: string): string {
  return changeMarkers(code, escapeMarkers, (line) =>
    line.replace(/^\/\/(?=(?:\$\{''\})* %%(?: |$))/, `//\${''}`),
  );
}

function unescapeCode(body: string): string {
  return changeMarkers(body, unescapeMarkers, (line) =>
    line.replace(/^\/\/\$\{''\}(?=(?:\$\{''\})* %%(?: |$))/, '//'),
  );
}

function changeMarkers(
  code: string,
  outside: (line: string) => string,
  inTemplate: (line: string) => string,
): string {
  if (!code.includes(' %%')) return code;
  const templates = linesInside(code, ['`']);
  return code
    .split('\n')
    .map((line, i) => (templates.has(i) ? inTemplate(line) : outside(line)))
    .join('\n');
}

function withEdges(code: string): string {
  const lines = code.split('\n');
  if (code === '') return code;
  const [first, last] = [lines[0]!, lines.at(-1)!];
  if (first.trim() === '' || first === EDGE) lines.unshift(EDGE);
  if (last.trim() === '' || last === EDGE) lines.push(EDGE);
  return lines.join('\n');
}

function withoutEdges(body: string): string {
  const lines = body.split('\n');
  if (lines[0] === EDGE) lines.shift();
  if (lines.at(-1) === EDGE) lines.pop();
  return lines.join('\n');
}

function trimLines(lines: readonly string[]): string {
  let [start, end] = [0, lines.length];
  while (start < end && lines[start]!.trim() === '') start++;
  while (end > start && lines[end - 1]!.trim() === '') end--;
  return lines.slice(start, end).join('\n');
}

function formatOptions(id: string | undefined, metadata: PercentCell['metadata']): string {
  // Notebooks of some editors have an id among a cell's metadata, too.
  const key = 'id' in metadata ? 'cell_id' : 'id';
  const all = id === undefined ? metadata : { [key]: id, ...metadata };
  const entries = Object.entries(all);
  // As jupytext: an object where a key would not be read again.
  if (entries.some(([key]) => !/^[\w.-]+$/.test(key))) return JSON.stringify(all);
  return entries.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(' ');
}

function takeId(metadata: Metadata): Pick<PercentCell, 'id' | 'metadata'> {
  const key = 'cell_id' in metadata ? 'cell_id' : 'id';
  const { [key]: id, ...kept } = metadata;
  return typeof id === 'string' ? { id, metadata: kept } : { metadata };
}

/** `title [markdown] key=json ...`, or an object after the title; what is no JSON is kept as text. */
function parseMarker(text: string): { type: PercentCell['type']; metadata: Metadata } {
  const metadata: Metadata = {};
  let rest = text.trim();
  let type: PercentCell['type'] = 'code';
  const first = /(?:^| )(?:([^\s=[\]{]+)=|\{)/.exec(rest);
  const head = first ? rest.slice(0, first.index) : rest;
  const kind = /\[(markdown|md|raw)\]/.exec(head)?.[1];
  if (kind) type = kind === 'raw' ? 'raw' : 'markdown';
  const title = head.replace(/\[(?:markdown|md|raw)\]/, '').trim();
  if (title !== '') metadata['title'] = title;
  rest = first ? rest.slice(first.index).trim() : '';
  const whole = rest.startsWith('{') ? leadingJson(rest)?.json : undefined;
  if (typeof whole === 'object') return { type, metadata: { ...metadata, ...whole } };
  while (rest !== '') {
    const key = /^([^\s=[\]]+)=/.exec(rest)?.[1];
    if (key === undefined) break;
    rest = rest.slice(key.length + 1);
    const value = leadingJson(rest);
    metadata[key] = value === undefined ? rest : value.json;
    rest = value === undefined ? '' : rest.slice(value.length).trim();
  }
  return { type, metadata };
}

function leadingJson(text: string): { json: unknown; length: number } | undefined {
  for (const { index } of [...text.matchAll(/(?= |$)/g)]) {
    try {
      return { json: JSON.parse(text.slice(0, index)), length: index };
    } catch {
      // A blank inside of the value: try a longer piece.
    }
  }
  return undefined;
}

/** Every text on one line: a header is made of comments. */
const YAML = { lineWidth: 0, defaultStringType: 'PLAIN', blockQuote: false } as const;

/** YAML in comments, as jupytext writes it; objects within are on one line. */
function formatHeader(metadata: PercentScript['metadata']): string {
  const { kernelspec, language_info, ...others } = metadata;
  const entries: Metadata = {
    ...(kernelspec !== undefined && { kernelspec }),
    ...(language_info !== undefined && { language_info: shortened(language_info) }),
    ...others,
  };
  if (Object.keys(entries).length === 0) return '';
  const lines = Object.entries(entries).flatMap(([key, value]) => {
    // JSON is YAML, but for a text that YAML would write without quotes.
    const inline =
      isObject(value) || Array.isArray(value) ? JSON.stringify(value) : stringify(value, YAML).trimEnd();
    if (key !== 'kernelspec') return `${stringify(key, YAML).trimEnd()}: ${inline}`;
    return stringify({ kernelspec: value }, YAML).trimEnd().split('\n');
  });
  return ['// ---', '// jupyter:', ...lines.map((line) => `//   ${line}`), '// ---'].join('\n');
}

/** What our kernel says of its language goes without saying: its first two words stand for the rest. */
const LANGUAGE = { name: LANGUAGE_INFO.name, version: LANGUAGE_INFO.version };

function shortened(info: unknown): unknown {
  return isDeepStrictEqual(info, { ...LANGUAGE_INFO }) ? LANGUAGE : info;
}

/** What jupytext writes above the header of a text that is not all ASCII. */
const ENCODING = /^\/\/ -\*- coding: utf-8 -\*-$/;

function parseHeader(lines: readonly string[]): { metadata: Metadata; rest: readonly string[] } {
  const start = lines.findIndex((line) => line.trim() !== '' && !ENCODING.test(line));
  const end = lines[start] === '// ---' ? lines.indexOf('// ---', start + 1) : -1;
  const header = lines.slice(start + 1, end);
  if (end < 0 || !header.every((line) => line.startsWith('//'))) return { metadata: {}, rest: lines };
  const { metadata, ok } = readHeader(header.map((line) => line.replace(/^\/\/ ?/, '')).join('\n'));
  return ok ? { metadata, rest: lines.slice(end + 1) } : { metadata: {}, rest: lines };
}

/** The notebook's metadata in a header; `ok` is false for comments that happen to stand between two lines. */
function readHeader(text: string): { metadata: Metadata; ok: boolean } {
  let header: unknown;
  try {
    header = parse(text, { logLevel: 'error' });
  } catch {
    return { metadata: {}, ok: false };
  }
  if (!isObject(header)) return { metadata: {}, ok: false };
  const { jupytext, ...metadata } = isObject(header['jupyter']) ? header['jupyter'] : {};
  if (isDeepStrictEqual(metadata['language_info'], LANGUAGE))
    metadata['language_info'] = { ...LANGUAGE_INFO };
  // How the text was written is no concern of the notebook.
  const { text_representation, ...kept } = isObject(jupytext) ? jupytext : {};
  if (Object.keys(kept).length > 0) metadata['jupytext'] = kept;
  return { metadata, ok: true };
}

function isObject(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
