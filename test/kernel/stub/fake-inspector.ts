/** An inspector that answers from a table, and notes what it was asked: `post` by method, `call` by name. */
import type { Inspector } from '../../../kernel/debugger/inspector.js';

type Answer = (...args: never[]) => unknown;

export function fakeInspector(answers: Readonly<Record<string, Answer>>) {
  const asked: [name: string, ...args: unknown[]][] = [];
  const answer = async (name: string, ...args: unknown[]) => {
    asked.push([name, ...args]);
    return (answers[name] as ((...args: unknown[]) => unknown) | undefined)?.(...args);
  };
  const inspector = { post: answer, call: answer, evaluate: (text: string) => answer('evaluate', text) };
  return { inspector: inspector as unknown as Inspector, asked };
}
