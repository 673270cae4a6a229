/** What stands between the kernel and its front ends; sockets.ts is the real one, tests have their own. */

/** Channels on which messages come in. */
export type IncomingChannel = 'shell' | 'control' | 'stdin';

export interface TransportHandlers {
  onMessage(channel: IncomingChannel, frames: readonly Uint8Array[]): void;
  /** A front end listens to iopub from now on, to messages whose topic begins so. */
  onSubscription(topic: Uint8Array): void;
}

export interface Transport {
  /** Sends to one front end; the promise resolves when it is on its way, and never rejects. */
  send(channel: IncomingChannel, frames: readonly Uint8Array[]): Promise<void>;
  /** Sends on iopub to all front ends; call it again only when the promise has resolved. */
  publish(frames: readonly Uint8Array[]): Promise<void>;
  close(): void;
}
