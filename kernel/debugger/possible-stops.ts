import { type Debugger, Session } from 'node:inspector';
import { Script } from 'node:vm';

const NAME = 'cellgrad:possible-stops';

/**
 * The places at which V8 could stop in a script that has not run. This process's own V8 reads it: the engine's may stand
 * at a breakpoint, and keeps what it reads.
 */
export function possibleStops(script: string): readonly Debugger.BreakLocation[] {
  const session = new Session();
  session.connect();
  try {
    let scriptId: string | undefined;
    session.on('Debugger.scriptParsed', ({ params }) => {
      if (params.url === NAME) scriptId = params.scriptId;
    });
    session.post('Debugger.enable');
    // This gives the function that a cell's script is, and does not call it.
    new Script(script, { filename: NAME }).runInThisContext();
    let found: readonly Debugger.BreakLocation[] = [];
    if (scriptId !== undefined) {
      const start = { scriptId, lineNumber: 0, columnNumber: 0 };
      session.post('Debugger.getPossibleBreakpoints', { start }, (error, result) => {
        if (!error) found = result.locations;
      });
    }
    return found;
  } finally {
    session.disconnect();
  }
}
