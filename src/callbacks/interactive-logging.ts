let enabled = true;

/** True unless {@link disableInteractiveLogging} was called. */
export function isInteractiveLoggingEnabled(): boolean {
  return enabled;
}

/** Lets `fit`, `evaluate` and `predict` show again how they get on, as their `verbose` says. */
export function enableInteractiveLogging(): void {
  enabled = true;
}

/** From now on `fit`, `evaluate` and `predict` show nothing of how they get on, whatever their `verbose` says. */
export function disableInteractiveLogging(): void {
  enabled = false;
}
