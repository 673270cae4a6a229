/** An argument that cannot be used: says where, what was expected, what was received and, if known, the fix. */
export class ValueError extends Error {
  override name = 'ValueError';
  /** What to write instead, shown first under the message. */
  readonly fix?: string;

  constructor(message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(options.fix ? `${message}\nFix: ${options.fix}` : message, { cause: options.cause });
    if (options.fix !== undefined) this.fix = options.fix;
  }
}

/** A tensor or a declared shape that does not fit. */
export class ShapeError extends ValueError {
  override name = 'ShapeError';
}

/** Work that was stopped by the user (Jupyter's stop button, Ctrl-C in a script). Jupyter's name for it. */
export class KeyboardInterrupt extends Error {
  override name = 'KeyboardInterrupt';

  constructor(message = 'Interrupted.') {
    super(message);
  }
}
