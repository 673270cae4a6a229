/** How TensorFlow is set up; it is read when it first computes, once in a process. `threads` is for wasm, too, at any time. */
export interface NativeOptions {
  /** The most memory of a GPU that is taken, in bytes; all of it by default. */
  readonly memoryLimit?: number | undefined;
  /** True (the default): GPU memory is taken as it is needed. False: all of it at once. */
  readonly memoryGrowth?: boolean | undefined;
  /**
   * Threads that work on one operation; by default as many as there are cores: on wasm 8 at the most, on native with two
   * cores one, but for large convolutions and products that XLA compiled.
   */
  readonly threads?: number | undefined;
}

/** The options as a serialized tensorflow.ConfigProto. */
export function configProto({ memoryLimit, memoryGrowth = true, threads }: NativeOptions): Uint8Array {
  // GPUOptions: 4 allow_growth, 9 experimental { 1 virtual_devices { 1 memory_limit_mb } }
  const gpu = [
    // TensorFlow does not grow into a limit.
    ...(memoryLimit === undefined && memoryGrowth ? field(4, [1]) : []),
    ...(memoryLimit === undefined ? [] : message(9, message(1, message(1, float(memoryLimit / 2 ** 20))))),
  ];
  // ConfigProto: 2 intra_op_parallelism_threads, 6 gpu_options
  const cpu = threads === undefined ? [] : field(2, varint(threads));
  return Uint8Array.from([...cpu, ...message(6, gpu)]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

function field(number: number, value: readonly number[]): number[] {
  return [number * 8, ...value];
}

function message(number: number, content: readonly number[]): number[] {
  return [number * 8 + 2, ...varint(content.length), ...content];
}

function float(value: number): number[] {
  return [...new Uint8Array(Float32Array.of(value).buffer)];
}
