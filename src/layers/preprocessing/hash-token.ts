import { checkInteger, show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { farmHash64 } from '../../support/farm-hash.js';
import { sipHash64 } from '../../support/sip-hash.js';
import type { Token } from './host-values.js';

/** The key of a strong hash: two numbers, or one for both. */
export type Salt = number | readonly [number, number];

/** Two numbers, or null. */
export function getSalt(where: string, salt: Salt | null | undefined): readonly [number, number] | null {
  if (salt == null) return null;
  const both = typeof salt === 'number' ? [salt, salt] : salt;
  if (!Array.isArray(both) || both.length !== 2) {
    throw new ValueError(`${where}: salt must be an integer, or two; received ${show(salt)}.`);
  }
  return both.map((one) => checkInteger(where, 'salt', one)) as [number, number];
}

/** The bucket of a token, as TensorFlow has it: by FarmHash, with a salt by SipHash. Numbers are hashed as texts. */
export function hashToken(token: Token, buckets: number, salt: readonly [number, number] | null): number {
  const bytes = Buffer.from(String(token));
  const hash =
    salt === null
      ? farmHash64(bytes)
      : sipHash64(bytes, [BigInt.asUintN(64, BigInt(salt[0])), BigInt.asUintN(64, BigInt(salt[1]))]);
  return Number(hash % BigInt(buckets));
}
