import type * as tf from '@tensorflow/tfjs-core';
import type { Output, Pointer, TensorFlowApi } from './c-api.js';
import { multiplications } from './multiplications.js';
import { opDefinition } from './op-definitions.js';
import type { Runtime } from './runtime.js';
import { type Attribute, longs, TF_ATTRIBUTES, TF_TYPES, typeNumber } from './types.js';

/** One tensor of a graph. */
export interface GraphTensor {
  readonly output: Output;
  readonly type: number;
  readonly shape: number[];
}

/** A TensorFlow graph under construction. */
export class Graph {
  readonly pointer: Pointer;
  /** Names of the operations that are in it. */
  readonly operations = new Set<string>();
  /** The multiplications of the operation that has the most. */
  heaviest = 0;
  /** How many matrix products have an operand that no more have. */
  mostShared = 0;
  private readonly api: TensorFlowApi;
  private count = 0;
  private readonly products = new Map<string, number>();

  constructor(private readonly runtime: Runtime) {
    this.api = runtime.api;
    this.pointer = this.api.TF_NewGraph();
  }

  /** How many operations it has. */
  get size(): number {
    return this.count;
  }

  /** An input. */
  placeholder(type: number, shape: readonly number[]): Output {
    const { api } = this;
    return this.finish('Placeholder', (operation) => {
      api.TF_SetAttrType(operation, api.name('dtype'), type);
      api.TF_SetAttrShape(operation, api.name('shape'), longs(shape), shape.length);
    });
  }

  /** Values that are fixed. */
  constant(values: tf.backend_util.BackendValues, shape: readonly number[], dtype: tf.DataType): Output {
    const size = (values as ArrayLike<unknown>).length;
    if (size > 64 && dtype !== 'string' && isUniform(values as ArrayLike<number>))
      return this.filled(values as ArrayLike<number>, shape, dtype);
    const { api } = this;
    const tensor = this.runtime.tensor(values, shape, dtype);
    try {
      return this.finish('Const', (operation) => {
        api.TF_SetAttrTensor(operation, api.name('value'), tensor, api.status);
        api.TF_SetAttrType(operation, api.name('dtype'), typeNumber(dtype));
      });
    } finally {
      api.TF_DeleteTensor(tensor);
    }
  }

  /** Adds an operation; throws where TensorFlow cannot tell a shape, which happens where it depends on values. */
  add(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Output[],
    outputs: number,
  ): GraphTensor[] {
    const { api } = this;
    const definition = opDefinition(api, this.pointer, name);
    const { oper } = this.finish(name, (operation) => {
      let next = 0;
      for (const [i, { count }] of definition.inputs.entries()) {
        if (count === undefined) {
          api.TF_AddInput(operation, inputs[next++]!);
          continue;
        }
        const behind = definition.inputs.length - i - 1;
        const list = inputs.slice(next, inputs.length - behind);
        api.TF_AddInputList(operation, list, list.length);
        next += list.length;
      }
      const counts = new Set(definition.inputs.map(({ count }) => count));
      // The kernels name a few attributes that their operations do not have.
      for (const attribute of attributes)
        if (definition.attributes.has(attribute.name) && !counts.has(attribute.name))
          this.setAttribute(operation, attribute);
    });
    const made = Array.from({ length: outputs }, (_, index) => this.describe(name, { oper, index }));
    const shapeOf = (input: number) => this.describe(name, inputs[input]!).shape;
    this.heaviest = Math.max(this.heaviest, multiplications(name, shapeOf, made[0]?.shape ?? []));
    if (/MatMul/.test(name)) for (const input of inputs) this.countProduct(input);
    return made;
  }

  private countProduct({ oper, index }: Output): void {
    const key = `${oper}:${index}`;
    const count = (this.products.get(key) ?? 0) + 1;
    this.products.set(key, count);
    this.mostShared = Math.max(this.mostShared, count);
  }

  /** Makes a function of the graph; it belongs to the caller. */
  toFunction(name: string, inputs: readonly Output[], outputs: readonly Output[]): Pointer {
    const { api } = this;
    const made = api.TF_GraphToFunctionWithControlOutputs(
      this.pointer,
      name,
      0,
      -1,
      null,
      inputs.length,
      inputs,
      outputs.length,
      outputs,
      null,
      0,
      null,
      null,
      null,
      null,
      api.status,
    );
    api.check('recorded function');
    return made;
  }

  /** A loop that calls the function `body` while `condition` says so; both were copied into this graph. */
  loop(inputs: readonly Output[], condition: string, body: string, lowered: boolean): Pointer {
    const { api } = this;
    return this.finish('While', (operation) => {
      api.TF_AddInputList(operation, inputs, inputs.length);
      api.TF_SetAttrFuncName(operation, api.name('cond'), condition, condition.length);
      api.TF_SetAttrFuncName(operation, api.name('body'), body, body.length);
      api.TF_SetAttrInt(operation, api.name('parallel_iterations'), 1);
      if (lowered) api.TF_SetAttrBool(operation, api.name('_lower_using_switch_merge'), 1);
    }).oper;
  }

  copyFunction(made: Pointer): void {
    this.api.TF_GraphCopyFunction(this.pointer, made, null, this.api.status);
    this.api.check('recorded function');
  }

  /** An output with its type and shape. */
  describe(name: string, output: Output): GraphTensor {
    const { api } = this;
    const type = api.TF_OperationOutputType(output);
    const rank = api.TF_GraphGetTensorNumDims(this.pointer, output, api.status);
    api.check(name);
    const sizes = new BigInt64Array(Math.max(rank, 1));
    if (rank > 0) api.TF_GraphGetTensorShape(this.pointer, output, sizes, rank, api.status);
    api.check(name);
    const shape = Array.from(sizes.subarray(0, Math.max(rank, 0)), Number);
    if (rank < 0 || shape.some((size) => size < 0))
      throw new Error(`the shape of what ${name} gives depends on values`);
    return { output, type, shape };
  }

  delete(): void {
    this.api.TF_DeleteGraph(this.pointer);
  }

  private finish(name: string, describe: (operation: Pointer) => void): Output {
    const { api } = this;
    const operation = api.TF_NewOperation(this.pointer, name, `${name.replace(/^_/, '')}_${this.count++}`);
    describe(operation);
    const finished = api.TF_FinishOperation(operation, api.status);
    api.check(name);
    this.operations.add(name);
    return { oper: finished, index: 0 };
  }

  /** Large tensors of one value, as ones and zeros, are made where they are used. */
  private filled(values: ArrayLike<number>, shape: readonly number[], dtype: tf.DataType): Output {
    const dims = this.constant(Int32Array.from(shape), [shape.length], 'int32');
    const value = this.constant(Array.from({ length: 1 }, () => values[0]!) as never, [], dtype);
    const type = { type: TF_ATTRIBUTES.TF_ATTR_TYPE };
    const attributes = [
      { ...type, name: 'T', value: typeNumber(dtype) },
      { ...type, name: 'index_type', value: TF_TYPES.TF_INT32 },
    ];
    return this.add('Fill', attributes, [dims, value], 1)[0]!.output;
  }

  private setAttribute(operation: Pointer, { name, type, value }: Attribute): undefined {
    const { api } = this;
    const at = api.name(name);
    switch (type) {
      case TF_ATTRIBUTES.TF_ATTR_TYPE:
        return api.TF_SetAttrType(operation, at, value as number);
      case TF_ATTRIBUTES.TF_ATTR_BOOL:
        return api.TF_SetAttrBool(operation, at, value ? 1 : 0);
      case TF_ATTRIBUTES.TF_ATTR_INT:
        if (!Array.isArray(value)) return api.TF_SetAttrInt(operation, at, value as number);
        return api.TF_SetAttrIntList(operation, at, longs(value), value.length);
      case TF_ATTRIBUTES.TF_ATTR_FLOAT:
        if (!Array.isArray(value)) return api.TF_SetAttrFloat(operation, at, value as number);
        return api.TF_SetAttrFloatList(operation, at, Float32Array.from(value), value.length);
      case TF_ATTRIBUTES.TF_ATTR_STRING:
        return api.TF_SetAttrString(
          operation,
          at,
          api.name(value as string),
          Buffer.byteLength(value as string),
        );
      case TF_ATTRIBUTES.TF_ATTR_SHAPE: {
        const shape = value as readonly number[];
        return api.TF_SetAttrShape(operation, at, longs(shape), shape.length);
      }
      default:
        throw new Error(`${name}: attributes of type ${type} are not known`);
    }
  }
}

function isUniform(values: ArrayLike<number>): boolean {
  const first = values[0];
  for (let i = 1; i < values.length; i++) if (values[i] !== first) return false;
  return true;
}
