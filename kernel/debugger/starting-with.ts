/** The pattern, in V8's requests, of the addresses that begin with this one. */
export function startingWith(address: string): string {
  return `^${address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
}
