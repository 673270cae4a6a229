/** The option of a cell in a script that says which of its lines end with CR and LF in the notebook. */
export const CRLF = 'crlf';

/** Takes the line ends of Windows away, which a script has on all lines or on none; `crlf` says where they were. */
export function takeLineEnds(source: string): { source: string; crlf?: true | number[] } {
  if (!source.includes('\r\n')) return { source };
  const lines = source.split('\n');
  const found = lines.flatMap((line, i) => (i < lines.length - 1 && line.endsWith('\r') ? [i] : []));
  const crlf = found.length === lines.length - 1 ? true : found;
  return { source: source.replaceAll('\r\n', '\n'), crlf };
}

/** Gives a text the line ends that {@link takeLineEnds} took. */
export function putLineEnds(source: string, crlf: unknown): string {
  if (crlf === true) return source.replaceAll('\n', '\r\n');
  if (!Array.isArray(crlf)) return source;
  const lines = source.split('\n');
  return lines.map((line, i) => (i < lines.length - 1 && crlf.includes(i) ? `${line}\r` : line)).join('\n');
}
