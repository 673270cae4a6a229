import type { IncomingMessage } from 'node:http';
import type { Signature, TensorSignature } from './signature.js';

/** A request that cannot be answered: the status and the reason. */
export class RequestError extends Error {
  override name = 'RequestError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Numbers of one input, row by row, with their shape. */
export interface InputValues {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: Float32Array;
}

/** The body of a request, which may not be longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  const tooLong = () => new RequestError(413, `expected a body of at most ${limit} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLong();
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooLong();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What a body asks for, and under which key the answer goes: as TensorFlow Serving has them for `instances`. */
export interface Ask {
  readonly inputs: readonly InputValues[];
  readonly answer: 'outputs' | 'predictions';
}

/**
 * The inputs in a body: `{"inputs": [[...], ...]}`, by name `{"inputs": {"a": [...], "b": [...]}}`, `{"instances": [...]}`,
 * or the array alone.
 *
 * @throws RequestError with status 400 that says what was expected and what was received
 */
export function parseAsk(body: string, signature: Signature): Ask {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    throw new RequestError(400, `expected JSON; ${(error as Error).message}.`);
  }
  const { inputs, instances } = (Array.isArray(json) ? { inputs: json } : (json ?? {})) as Record<
    string,
    unknown
  >;
  const given = inputs ?? instances;
  if (given === undefined) {
    throw new RequestError(
      400,
      'expected {"inputs": [[...], ...]}; the body has neither inputs nor instances.',
    );
  }
  const parsed = byName(given, signature.inputs).map(([spec, value]) => valuesOf(value, spec));
  const [first, ...others] = parsed;
  for (const { name, shape } of others) {
    if (shape[0] === first?.shape[0]) continue;
    throw new RequestError(
      400,
      `${name}: expected as many samples as ${first?.name}, ${first?.shape[0]}; received ${shape[0]}.`,
    );
  }
  return { inputs: parsed, answer: inputs === undefined ? 'predictions' : 'outputs' };
}

function byName(given: unknown, specs: readonly TensorSignature[]): (readonly [TensorSignature, unknown])[] {
  const [only] = specs;
  if (Array.isArray(given) && only !== undefined && specs.length === 1) return [[only, given]];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new RequestError(
      400,
      `expected a dictionary of the inputs ${specs.map(({ name }) => name).join(', ')}.`,
    );
  }
  const dictionary = given as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(dictionary).find((key) => !specs.some(({ name }) => name === key));
  if (unknown !== undefined) {
    throw new RequestError(
      400,
      `expected the inputs ${specs.map(({ name }) => name).join(', ')}; received ${unknown}.`,
    );
  }
  return specs.map((spec) => {
    if (dictionary[spec.name] === undefined)
      throw new RequestError(400, `expected the input ${spec.name}; it is missing.`);
    return [spec, dictionary[spec.name]] as const;
  });
}

function valuesOf(given: unknown, { name, shape: expected, dtype }: TensorSignature): InputValues {
  const shape: number[] = [];
  for (let part = given; Array.isArray(part); part = part[0]) shape.push(part.length);
  const fits =
    shape.length === expected.length && expected.every((size, i) => size === null || size === shape[i]);
  if (!fits || shape[0] === 0) {
    const text = (sizes: readonly (number | null)[]) => `[${sizes.map(String).join(', ')}]`;
    throw new RequestError(
      400,
      `${name}: expected numbers of shape ${text(expected)}; received ${text(shape)}.`,
    );
  }
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  let next = 0;
  const fill = (part: unknown, axis: number, place: string): void => {
    if (axis === shape.length) {
      if (typeof part !== 'number')
        throw new RequestError(400, `${name}${place}: expected a number; received ${JSON.stringify(part)}.`);
      values[next++] = part;
      return;
    }
    if (!Array.isArray(part) || part.length !== shape[axis])
      throw new RequestError(
        400,
        `${name}${place}: expected ${shape[axis]} values; received ${Array.isArray(part) ? part.length : JSON.stringify(part)}.`,
      );
    for (const [i, item] of part.entries()) fill(item, axis + 1, `${place}[${i}]`);
  };
  fill(given, 0, '');
  return { name, shape, dtype, values };
}
