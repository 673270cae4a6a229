/**
 * What the engine writes to fd 1 and 2 when a cell has ended, so that the server knows that it has read all that
 * native libraries and child processes wrote there. `token` is a secret of this engine: no text has it by chance.
 */
export function outputMark(token: string, cell: number): string {
  return `${outputMarkStart(token)}${cell}\0`;
}

/** What every mark of an engine begins with; a zero byte ends it. */
export function outputMarkStart(token: string): string {
  return `\0cellgrad:${token}:`;
}
