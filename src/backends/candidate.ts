/** The backends in the order in which they are tried. */
export const BACKEND_NAMES = ['cuda', 'native', 'webgpu', 'wasm', 'cpu'] as const;

/** A backend's name. */
export type BackendName = (typeof BACKEND_NAMES)[number];

/** Whether a backend can be used here. */
export type Availability =
  | {
      readonly state: 'ready';
      readonly why: string;
      /** True: works, but is no gain; used only where it is asked for. */
      readonly onlyByName?: boolean;
    }
  | { readonly state: 'absent'; readonly why: string; readonly fix: string };

/** One backend that the router can choose. */
export interface Candidate {
  readonly name: BackendName;
  /** Looks whether the backend could be used, without loading it. */
  probe(): Promise<Availability>;
  /** Loads it and makes it tfjs's backend; throws if that fails. */
  load(): Promise<void>;
}
