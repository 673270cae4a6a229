/** What a graphics card is called, and what it can do. */
export interface Adapter {
  readonly info: {
    readonly vendor: string;
    readonly device: string;
    readonly description: string;
    /** True for a program that stands in for a graphics card. */
    readonly isFallbackAdapter: boolean;
  };
  readonly features: { has(name: string): boolean };
  readonly limits: Readonly<Record<string, number>>;
  requestDevice(descriptor: object): Promise<Device>;
}

/** A device that computes; errors of its commands come as events. */
export interface Device {
  addEventListener(
    type: 'uncapturederror',
    listener: (event: { readonly error: { readonly message: string } }) => void,
  ): void;
  readonly limits: Readonly<Record<string, number>>;
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
}

/** Dawn in this process. */
export interface Gpu {
  /** What browsers have as navigator.gpu. */
  readonly instance: object;
  requestAdapter(): Promise<Adapter | null>;
  requestDevice(adapter: Adapter): Promise<Device>;
}

interface Dawn {
  create(options: readonly string[]): { requestAdapter(options: object): Promise<Adapter | null> };
  readonly globals: object;
}

/** Limits that tfjs's kernels make use of. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
];

let opened: Promise<Gpu | null> | undefined;

/** Dawn of the package `webgpu`; null where it is not installed. One for the process. */
export function openGpu(): Promise<Gpu | null> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Gpu | null> {
  let dawn: Dawn;
  try {
    dawn = (await import('webgpu')) as unknown as Dawn;
  } catch {
    return null;
  }
  // Names of constants that tfjs's kernels use, such as GPUBufferUsage.
  Object.assign(globalThis, dawn.globals);
  const instance = dawn.create([]);
  let adapter: Promise<Adapter | null> | undefined;
  return {
    instance,
    requestAdapter() {
      adapter ??= instance.requestAdapter({ powerPreference: 'high-performance' });
      return adapter;
    },
    requestDevice(from) {
      return from.requestDevice({
        requiredFeatures: ['timestamp-query'].filter((name) => from.features.has(name)),
        requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, from.limits[name]])),
      });
    },
  };
}
