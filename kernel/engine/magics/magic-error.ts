/** A magic that was called in a wrong way: says how it is called. */
export class MagicError extends Error {
  override name = 'MagicError';
  readonly fix: string | undefined;

  constructor(message: string, fix?: string) {
    super(message);
    this.fix = fix;
  }
}
