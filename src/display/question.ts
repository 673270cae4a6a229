import { unawaited } from '../support/unawaited.js';

/** What is asked of a text. */
const READ = ['length', 'trim', 'split', 'toLowerCase', 'toUpperCase'];

/** Asks for a line of text. */
export type Ask = (text: string, options: { readonly password: boolean }) => Promise<string>;

/** Asks as `prompt(text, initial)`: `initial` stands behind the text, and is what an empty answer gives. */
export function askForText(ask: Ask, text: unknown = '', initial: unknown = ''): Promise<string> {
  const [shown, otherwise] = [String(text), String(initial ?? '')];
  const spaced = shown === '' || /\s$/.test(shown) ? shown : `${shown} `;
  const answer = ask(otherwise === '' ? shown : `${spaced}[${otherwise}] `, { password: false });
  return toBeAwaited(
    'prompt',
    answer.then((typed) => (typed === '' ? otherwise : typed)),
  );
}

/** Asks as `password(text)`. */
export function askForPassword(ask: Ask, text: unknown = ''): Promise<string> {
  return toBeAwaited('password', ask(String(text), { password: true }));
}

/** Browsers and Deno give the answer itself. */
function toBeAwaited(call: string, answer: Promise<string>): Promise<string> {
  return unawaited(answer, { where: call, fix: `await ${call}(...)`, names: READ });
}
