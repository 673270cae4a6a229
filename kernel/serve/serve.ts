import { startServer } from './server.js';

/** Options of the command `serve`. */
export interface ServeCommand {
  readonly host?: string;
  readonly port?: number;
  readonly bodyLimit?: number;
}

/** Loads a model and serves it until the process is told to end: the command `serve`. */
export async function serve(path: string, options: ServeCommand): Promise<void> {
  const { models, tf } = await import('../../src/index.js');
  const model = await models.loadModel(path, { compile: false });
  const { url, signature, close } = await startServer({ model, tf, ...options });
  const shapes = signature.inputs.map(({ name, shape }) => `${name} [${shape.map(String).join(', ')}]`);
  console.log(
    `Serving ${path} at ${url}: POST ${url}/predict, GET ${url}/health. Inputs: ${shapes.join(', ')}.`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await close();
}
