import type { AnyNode } from 'acorn';
import type MagicString from 'magic-string';

/**
 * Lets each turn of a loop be a place where JavaScript can be terminated: it calls a function of JavaScript. V8 looks for a
 * termination where such a function begins, but at a loop's end only once in thousands of turns until the loop is
 * optimized; with `JSON.parse(big)` in its body, which is V8's own, that took a minute. The optimized loop leaves the call out.
 */
export function callEachTurn(text: MagicString, body: AnyNode, runtime: string): void {
  const call = `${runtime}.turn();`;
  if (body.type === 'BlockStatement') {
    text.prependRight(body.start + 1, call);
    return;
  }
  text.prependRight(body.start, `{${call}`);
  text.appendLeft(body.end, '}');
}
