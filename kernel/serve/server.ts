import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Model, Tensor, tf as Tf } from '../../src/index.js';
import { type InputValues, parseAsk, RequestError, readBody } from './request-body.js';
import { type Signature, signatureOf } from './signature.js';

/** What the server answers with, and where it listens. */
export interface ServeOptions {
  readonly model: Model;
  /** The library's `tf`. */
  readonly tf: typeof Tf;
  /** 127.0.0.1 by default: this machine alone. */
  readonly host?: string;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** The longest body in bytes; 10 MiB by default. */
  readonly bodyLimit?: number;
}

/** A server that runs. */
export interface RunningServer {
  readonly url: string;
  readonly signature: Signature;
  close(): Promise<void>;
}

const BODY_LIMIT = 10 * 2 ** 20;
/** How long a client whose question is unfinished is waited for at the end. */
const GRACE_MS = 500;
const PATHS: Readonly<Record<string, readonly string[]>> = {
  '/predict': ['POST', 'OPTIONS'],
  '/health': ['GET', 'HEAD', 'OPTIONS'],
};

/** Answers `POST /predict` with a model's predictions and `GET /health` with its signature, in JSON. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { model, host = '127.0.0.1', port = 0, bodyLimit = BODY_LIMIT } = options;
  const signature = signatureOf(model);
  const answer = async (request: IncomingMessage): Promise<object | null> => {
    const { pathname, methods } = routeOf(request);
    if (methods === undefined)
      throw new RequestError(404, `expected /predict or /health; received ${pathname}.`);
    if (!methods.includes(request.method ?? ''))
      throw new RequestError(405, `${pathname}: expected ${methods[0]}; received ${request.method}.`);
    if (request.method === 'OPTIONS') return null;
    if (pathname === '/health') return { status: 'ok', model: model.name, ...signature };
    const ask = parseAsk(await readBody(request, bodyLimit), signature);
    return { [ask.answer]: predict(options, signature, ask.inputs) };
  };
  const server = createServer((request, response) => {
    const { methods } = routeOf(request);
    if (methods !== undefined) response.setHeader('allow', methods.join(', '));
    answer(request).then(
      (content) => send(response, content === null ? 204 : 200, content),
      (error: unknown) => {
        // The client has gone in the middle of its question.
        if (request.destroyed && !request.complete) return;
        const refused = error instanceof RequestError ? error : refusalOf(error);
        if (refused === null) console.error(error);
        send(response, refused?.status ?? 500, { error: refused?.message ?? 'the model has failed' });
        // The rest of a body that nobody wants.
        if (!request.complete) request.resume();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { address, port: found, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${found}`,
    signature,
    close: () =>
      new Promise((resolve) => {
        const unfinished = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(unfinished);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Values that a layer refuses, as an index that an Embedding does not have, are the client's. */
function refusalOf(error: unknown): RequestError | null {
  const isRefusal = error instanceof Error && /^(Value|Shape)Error$/.test(error.name);
  return isRefusal ? new RequestError(400, error.message.replace(/\nFix: .*/s, '')) : null;
}

/** Where a request goes, and what it may be. */
function routeOf({ url = '/' }: IncomingMessage): {
  pathname: string;
  methods: readonly string[] | undefined;
} {
  // A path of a client's own needs not be one.
  const pathname = url.replace(/[?#].*$/s, '');
  return { pathname: pathname.slice(0, 100), methods: PATHS[pathname] };
}

function predict(
  { model, tf }: ServeOptions,
  { outputs }: Signature,
  inputs: readonly InputValues[],
): unknown {
  return tf.tidy(() => {
    const tensors = inputs.map(({ values, shape, dtype }) =>
      tf.tensor(values, [...shape], dtype as 'float32'),
    );
    const [first] = tensors;
    const given =
      tensors.length === 1 ? first : Object.fromEntries(inputs.map(({ name }, i) => [name, tensors[i]]));
    const result: unknown = model.predict(given as Tensor, { verbose: 0, batchSize: first?.shape[0] ?? 1 });
    if (Array.isArray(result)) {
      return Object.fromEntries(
        result.map((one: Tensor, i) => [outputs?.[i]?.name ?? String(i), one.arraySync()]),
      );
    }
    if (result instanceof tf.Tensor) return result.arraySync();
    const entries = Object.entries(result as Record<string, Tensor>);
    return Object.fromEntries(entries.map(([name, one]) => [name, one.arraySync()]));
  }) as unknown;
}

function send(response: ServerResponse, status: number, content: object | null): void {
  if (content === null) {
    response.writeHead(status).end();
    return;
  }
  const body = JSON.stringify(content);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
