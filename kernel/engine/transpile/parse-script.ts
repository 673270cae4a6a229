import { type Options, Parser, type Program } from 'acorn';

/** What acorn's parser has beside its public methods. */
interface AcornParser {
  raiseRecoverable(at: number, message: string): void;
  catchStackOverflow<T>(parse: () => T): T;
  buildBinary(...parts: unknown[]): unknown;
  parseExprOp(left: unknown, ...rest: unknown[]): unknown;
}

const Base = Parser as unknown as new (options: Options, input: string) => AcornParser;

class ScriptParser extends Base {
  /** The operation that has just been read, with which acorn calls itself. */
  #built: unknown;

  /** What a cell exports may have been declared by an earlier one. */
  override raiseRecoverable(at: number, message: string): void {
    if (!/^Export '.*' is not defined/.test(message)) super.raiseRecoverable(at, message);
  }

  /** Acorn looks at a RangeError's message by a regular expression: V8 ends the process when it has no stack to compile one. */
  override catchStackOverflow<T>(parse: () => T): T {
    return parse();
  }

  override buildBinary(...parts: unknown[]): unknown {
    this.#built = super.buildBinary(...parts);
    return this.#built;
  }

  /** Acorn calls itself for each further operand: a chain of thousands of them is read in a loop. */
  override parseExprOp(left: unknown, ...rest: unknown[]): unknown {
    if (left === this.#built) {
      this.#built = undefined;
      return left;
    }
    for (let next: unknown; ; left = next) {
      next = super.parseExprOp(left, ...rest);
      if (next === left) return left;
    }
  }
}

/** Reads a module behind a newline: statements can be moved in front of all others. */
export function parseScript(code: string): Program {
  return (ScriptParser as unknown as typeof Parser).parse(`\n${code}`, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowAwaitOutsideFunction: true,
  });
}
