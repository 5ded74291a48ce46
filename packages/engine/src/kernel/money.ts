import type { Brand } from './brand.ts';
import { InvariantError } from './invariant.ts';

/** An amount in the minor unit of its currency (cents for USD); a whole number, negative for a credit. */
export type MinorUnits = Brand<number, 'MinorUnits'>;

/** An ISO 4217 code in capitals: `USD`. */
export type Currency = Brand<string, 'Currency'>;

/** Mints an amount. Throws when it isn't a whole number that a double holds exactly: that is a bug of ours. */
export function minorUnits(amount: number): MinorUnits {
  if (!Number.isSafeInteger(amount)) throw new InvariantError(`${amount} is not a whole amount of minor units`);
  return (amount === 0 ? 0 : amount) as MinorUnits;
}

export function add(...amounts: readonly MinorUnits[]): MinorUnits {
  return minorUnits(amounts.reduce((sum, amount) => sum + amount, 0));
}

export function negate(amount: MinorUnits): MinorUnits {
  return minorUnits(-amount);
}

/**
 * `amount * numerator / denominator`, exact, halves rounded away from zero, so that a credit and the charge it mirrors
 * always cancel. The denominator must be positive, and both whole numbers.
 */
export function scale(amount: MinorUnits, numerator: number, denominator: number): MinorUnits {
  if (denominator <= 0) throw new InvariantError(`scale by a denominator of ${denominator}`);
  const product = BigInt(amount) * BigInt(numerator);
  const magnitude = product < 0n ? -product : product;
  const divisor = BigInt(denominator);
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return minorUnits(Number(product < 0n ? -rounded : rounded));
}
