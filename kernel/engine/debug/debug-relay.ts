import type { InspectorNotification } from 'node:inspector';
import { type DebugEvent, isUserScript } from '../../debugger/inspector-events.js';
import type { ToEngine, ToServer } from '../../link.js';

/** What {@link DebugRelay} needs of the watchdog's inspector session. */
export interface InspectorSession {
  post(method: string, params: object, then?: (error: Error | null, result?: object) => void): void;
  on(event: 'inspectorNotification', listener: (message: InspectorNotification<object>) => void): unknown;
}

/**
 * Passes the debugger's requests on to V8's inspector and its events back. The debugger itself lives in the server: it
 * outlives the engine, and this thread stays small. It hears and answers while the main thread stands at a breakpoint.
 */
export class DebugRelay {
  readonly #session: InspectorSession;
  readonly #send: (message: ToServer) => void;
  #paused = false;

  constructor(session: InspectorSession, send: (message: ToServer) => void) {
    this.#session = session;
    this.#send = send;
    session.on('inspectorNotification', (message) => this.#notified(message as DebugEvent));
  }

  /** Sends a request; its reply goes to the server. */
  post({ id, method, params }: Extract<ToEngine, { type: 'debug' }>): void {
    const reply = (value: object) => this.#send({ type: 'reply', id, value });
    try {
      this.#session.post(method, params, (error, result) =>
        reply(error ? { error: error.message } : { result }),
      );
    } catch (error) {
      reply({ error: (error as Error).message });
    }
  }

  /** Ends the JavaScript that runs, or that stands at a breakpoint, on the main thread. */
  terminate(then: () => void): void {
    if (this.#paused) this.#session.post('Debugger.resume', { terminateOnResume: true }, then);
    else this.#session.post('Runtime.terminateExecution', {}, then);
  }

  /** The process ends: what stands at a breakpoint must not go on for its last moments. */
  end(): void {
    if (this.#paused) this.terminate(() => {});
  }

  #notified(event: DebugEvent): void {
    if (event.method === 'Debugger.paused') this.#paused = true;
    else if (event.method === 'Debugger.resumed') this.#paused = false;
    else if (event.method !== 'Debugger.scriptParsed') return;
    else if (!isUserScript(event.params.url)) return;
    const { method } = event;
    if (event.method !== 'Debugger.scriptParsed') this.#send({ type: 'debugEvent', event });
    else {
      const { scriptId, url, isModule } = event.params;
      this.#send({
        type: 'debugEvent',
        event: { method, params: { scriptId, url, isModule } } as DebugEvent,
      });
    }
  }
}
