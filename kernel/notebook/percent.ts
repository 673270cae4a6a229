/** A cell of a script in percent format. `source` is code, or text without its comment marks. */
export interface PercentCell {
  readonly type: 'code' | 'markdown' | 'raw';
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A script in percent format, taken apart. */
export interface PercentScript {
  /** The metadata of the notebook, as far as the header carries it. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What stands between the header and the first cell. */
  readonly preamble: string;
  readonly cells: readonly PercentCell[];
}

/** A magic takes no blank after its percent signs, a marker does. */
const MARKER = /^\/\/ %%(?: (.*))?$/;

/**
 * Writes a script whose cells begin with `// %%`. Editors know the format, and jupytext opens it as a notebook.
 *
 * @see https://jupytext.readthedocs.io/en/latest/formats-scripts.html#the-percent-format
 */
export function formatPercent({ metadata, preamble, cells }: PercentScript): string {
  const parts = [formatHeader(metadata)];
  if (preamble !== '') parts.push(preamble);
  for (const { type, source, metadata } of cells) {
    const marker = ['// %%', type === 'code' ? '' : `[${type}]`, formatOptions(metadata)]
      .filter(Boolean)
      .join(' ');
    const body = type === 'code' ? escapeMarkers(source) : comment(source);
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
    return { type, metadata, source: type === 'code' ? unescapeMarkers(body) : uncomment(body) };
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

/** A comment of the user's that looks like a marker must not begin a cell. */
function escapeMarkers(code: string): string {
  return code.replace(/^(?:\/\/ )+%%(?= |$)/gm, '// $&');
}

function unescapeMarkers(code: string): string {
  return code.replace(/^\/\/ ((?:\/\/ )+%%(?= |$))/gm, '$1');
}

function trimLines(lines: readonly string[]): string {
  let [start, end] = [0, lines.length];
  while (start < end && lines[start]!.trim() === '') start++;
  while (end > start && lines[end - 1]!.trim() === '') end--;
  return lines.slice(start, end).join('\n');
}

function formatOptions(metadata: PercentCell['metadata']): string {
  return Object.entries(metadata)
    .filter(([key]) => /^[^\s=[\]]+$/.test(key))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(' ');
}

/** `title [markdown] key=json ...`; what is no JSON is kept as text. */
function parseMarker(text: string): Pick<PercentCell, 'type' | 'metadata'> {
  const metadata: Record<string, unknown> = {};
  let rest = text.trim();
  let type: PercentCell['type'] = 'code';
  const first = /(?:^| )([^\s=[\]]+)=/.exec(rest);
  const head = first ? rest.slice(0, first.index) : rest;
  const kind = /\[(markdown|md|raw)\]/.exec(head)?.[1];
  if (kind) type = kind === 'raw' ? 'raw' : 'markdown';
  const title = head.replace(/\[(?:markdown|md|raw)\]/, '').trim();
  if (title !== '') metadata['title'] = title;
  rest = first ? rest.slice(first.index).trim() : '';
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

/** YAML in comments, as jupytext writes it; only texts, numbers and what is nested are known. */
function formatHeader(metadata: PercentScript['metadata']): string {
  const { kernelspec } = metadata as { kernelspec?: Record<string, unknown> };
  if (kernelspec === undefined) return '';
  const entries = ['display_name', 'language', 'name']
    .filter((key) => typeof kernelspec[key] === 'string')
    .map((key) => `//     ${key}: ${scalar(kernelspec[key] as string)}`);
  return ['// ---', '// jupyter:', '//   kernelspec:', ...entries, '// ---'].join('\n');
}

function scalar(text: string): string {
  return /^[A-Za-z][\w ()./+-]*$/.test(text) ? text : JSON.stringify(text);
}

function parseHeader(lines: readonly string[]): {
  metadata: Record<string, unknown>;
  rest: readonly string[];
} {
  const start = lines.findIndex((line) => line.trim() !== '');
  if (lines[start] !== '// ---') return { metadata: {}, rest: lines };
  const end = lines.indexOf('// ---', start + 1);
  if (end < 0) return { metadata: {}, rest: lines };
  const root: Record<string, unknown> = {};
  const stack = [{ indent: -1, node: root }];
  for (const line of lines.slice(start + 1, end)) {
    const match = /^\/\/( *)([\w-]+): ?(.*)$/.exec(line);
    if (!match) continue;
    const [, blanks = '', key = '', value = ''] = match;
    while (stack.at(-1)!.indent >= blanks.length) stack.pop();
    const node: Record<string, unknown> = {};
    stack.at(-1)!.node[key] = value === '' ? node : unquote(value);
    if (value === '') stack.push({ indent: blanks.length, node });
  }
  const { jupyter } = root as { jupyter?: Record<string, unknown> };
  const kernelspec = jupyter?.['kernelspec'];
  return { metadata: kernelspec === undefined ? {} : { kernelspec }, rest: lines.slice(end + 1) };
}

function unquote(text: string): string {
  if (text.startsWith('"')) return String(leadingJson(text)?.json ?? text);
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}
