/** Replicas that cannot be started: says what was expected, what was received and the fix. */
export class LaunchError extends Error {
  override name = 'LaunchError';
  /** What to do about it. */
  readonly fix?: string;

  constructor(message: string, fix?: string) {
    super(fix === undefined ? message : `${message}\nFix: ${fix}`);
    if (fix !== undefined) this.fix = fix;
  }
}
