/** What a layer hands down to the layers that it calls. */
export interface CallContext {
  /** The layer whose call or build is running. */
  readonly owner: object;
  /** The mode that the caller asked for; undefined if nobody did, and each layer takes its default. */
  readonly training: boolean | undefined;
  /** Names of the layers around and the owner's, as `model/block`; the path of a new weight begins with it. */
  readonly path: string;
  /** True inside a call on tensors, false while a layer is only being built. */
  readonly calling: boolean;
}

/** The innermost call that is running; calls are synchronous, so one place is enough. */
let current: CallContext | null = null;

/** The context of the call that is running, or null outside of any. */
export function callContext(): CallContext | null {
  return current;
}

/** Runs `body` as a call of `owner`; the context before is back afterwards, also after an error. */
export function inCall<T>(
  owner: { readonly name: string },
  training: boolean | undefined,
  calling: boolean,
  body: () => T,
): T {
  const before = current;
  const inside = before?.owner === owner;
  const path = before === null ? owner.name : inside ? before.path : `${before.path}/${owner.name}`;
  current = { owner, training, path, calling };
  try {
    return body();
  } finally {
    current = before;
  }
}
