/** A notebook or script that cannot be used: says where, what was expected, what was received and the fix. */
export class NotebookError extends Error {
  override name = 'NotebookError';
  /** What to do about it. */
  readonly fix?: string;

  constructor(message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(options.fix ? `${message}\nFix: ${options.fix}` : message, { cause: options.cause });
    if (options.fix !== undefined) this.fix = options.fix;
  }
}
