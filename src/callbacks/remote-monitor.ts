import { checkOptions } from '../support/check.js';
import { onInterrupt } from '../support/interrupt.js';
import { Callback } from './callback.js';
import type { Logs } from './training.js';

/** Options of {@link RemoteMonitor}. */
export interface RemoteMonitorOptions {
  /** The address of the server; 'http://localhost:9000' by default. */
  readonly root?: string | undefined;
  /** Where on the server; '/publish/epoch/end/' by default. */
  readonly path?: string | undefined;
  /** The field of a form that holds the logs; 'data' by default. */
  readonly field?: string | undefined;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>> | null | undefined;
  /** True: the logs are the body, as JSON, and no form. */
  readonly sendAsJson?: boolean | undefined;
}

/**
 * Sends the logs of each epoch to a server, by HTTP POST; warns where it cannot be reached.
 * See https://keras.io/api/callbacks/remote_monitor/.
 *
 * @example
 * new callbacks.RemoteMonitor({ root: 'http://localhost:9000', sendAsJson: true });
 */
export class RemoteMonitor extends Callback {
  override readonly chiefOnly: boolean = true;
  readonly #options: Required<RemoteMonitorOptions>;

  constructor(options: RemoteMonitorOptions = {}) {
    super();
    checkOptions('RemoteMonitor', options, ['root', 'path', 'field', 'headers', 'sendAsJson']);
    const { root = 'http://localhost:9000', path = '/publish/epoch/end/', field = 'data' } = options;
    this.#options = {
      root,
      path,
      field,
      headers: options.headers ?? {},
      sendAsJson: options.sendAsJson ?? false,
    };
  }

  override async onEpochEnd(epoch: number, logs: Logs): Promise<void> {
    const { root, path, field, headers, sendAsJson } = this.#options;
    const text = JSON.stringify({ epoch, ...logs });
    const controller = new AbortController();
    const stopListening = onInterrupt(() => controller.abort());
    try {
      const response = await fetch(root + path, {
        method: 'POST',
        headers: { ...(sendAsJson && { 'content-type': 'application/json' }), ...headers },
        body: sendAsJson ? text : new URLSearchParams({ [field]: text }),
        signal: controller.signal,
      });
      await response.body?.cancel();
    } catch {
      console.warn(`RemoteMonitor: the server at ${root} could not be reached.`);
    } finally {
      stopListening();
    }
  }
}
