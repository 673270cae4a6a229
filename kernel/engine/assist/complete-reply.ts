/** Protocol section "Completion": the content of a complete_reply. Offsets count UTF-16 units. */
export interface CompleteReply {
  readonly status: 'ok';
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** One thing to offer, and what JupyterLab's completer calls its kind. */
export interface Match {
  readonly text: string;
  readonly type: string;
}

/** The reply for some matches. The metadata are what JupyterLab shows as icons. */
export function reply(matches: readonly Match[], start: number, end: number): CompleteReply {
  const types = matches.map(({ text, type }) => ({ start, end, text, type }));
  return {
    status: 'ok',
    matches: matches.map((one) => one.text),
    cursor_start: start,
    cursor_end: end,
    metadata: types.length > 0 ? { _jupyter_types_experimental: types } : {},
  };
}
