import type { DisplayMessage, DisplaySink } from '../../../src/display/sink.js';

/** A sink that keeps what it is sent. */
export function recordingSink(
  kind: DisplaySink['kind'] = 'notebook',
  columns = 80,
): DisplaySink & { readonly sent: DisplayMessage[] } {
  const sent: DisplayMessage[] = [];
  return { kind, columns, sent, send: (message) => void sent.push(message) };
}

/** The data of a display or update message. */
export function dataOf(message: DisplayMessage | undefined): Record<string, unknown> {
  if (!message || message.kind === 'clear') throw new Error('not an output');
  return message.data;
}
