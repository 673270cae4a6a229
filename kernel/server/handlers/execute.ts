import type { CellOutcome } from '../../link.js';
import type { ExecuteReply, ExecuteRequest } from '../../protocol/messages.js';
import type { Request } from '../request.js';
import type { Services } from './handler.js';

/** Section "Execute". The queue in executions.ts calls it when the cells before have ended. */
export async function execute(request: Request, services: Services): Promise<ExecuteReply> {
  const { code, silent, store_history, user_expressions, allow_stdin } = readExecute(request);
  const { engine, iopub, history, executions, inputs, types } = services;
  const stored = store_history && !silent;
  const count = stored ? executions.nextCount() : executions.count + 1;
  // As with ipykernel and Deno: the counter, which a cell that is not stored leaves alone although it shows the next number.
  const execution_count = executions.count;
  const cell = services.newCell(request.header, silent);
  if (!silent) iopub.publish('execute_input', { code, execution_count: count }, request.header);
  inputs.begin(cell, request);
  executions.begin(cell, count);
  const run = (): Promise<CellOutcome> =>
    engine.execute({
      cell,
      count,
      code,
      silent,
      userExpressions: user_expressions,
      allowStdin: allow_stdin,
    });
  const outcome = silent
    ? await run()
    : await types.run({ id: cell, count, source: code, show: services.show }, run);
  inputs.end(cell);
  const output = executions.end(cell);
  if (stored) history.add(count, code, output);
  if (outcome.status === 'error') return { status: 'error', execution_count, ...outcome.error };
  const { userExpressions, payload } = outcome;
  return { status: 'ok', execution_count, user_expressions: userExpressions, payload };
}

/** The fields of the request, with the protocol's defaults. */
export function readExecute({ content }: Request): ExecuteRequest {
  return {
    code: content.string('code'),
    silent: content.boolean('silent', false),
    store_history: content.boolean('store_history', true),
    user_expressions: readExpressions(content.object('user_expressions', {})),
    allow_stdin: content.boolean('allow_stdin', false),
    stop_on_error: content.boolean('stop_on_error', true),
  };
}

function readExpressions(expressions: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(expressions).map(([name, code]) => [name, String(code)]));
}
