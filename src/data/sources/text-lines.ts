import { createInterface } from 'node:readline';
import { openSource } from './source-stream.js';

/** The lines of text files (UTF-8), one file after the other, without their ends. */
export async function* textLines(sources: readonly string[]): AsyncGenerator<string, void, undefined> {
  for (const source of sources) {
    const input = await openSource('TextLineDataset', source);
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    let first = true;
    try {
      for await (const line of lines) {
        yield first && line.startsWith('\uFEFF') ? line.slice(1) : line;
        first = false;
      }
    } finally {
      lines.close();
      input.destroy();
    }
  }
}
