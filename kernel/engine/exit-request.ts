/** Thrown by `process.exit` in a cell: it ends the cell, and the kernel goes on. */
export class ExitRequest extends Error {
  override name = 'SystemExit';
  readonly code: number;

  constructor(code: number) {
    super(`process.exit(${code}) ended the cell; the kernel goes on`);
    this.code = code;
  }
}
