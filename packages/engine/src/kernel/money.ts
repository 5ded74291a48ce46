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
 * `amount * numerator / denominator`, exact, rounded once, halves to the even neighbour, so that a credit and the charge it mirrors
 * always cancel and many roundings favour nobody. The denominator must be positive, and both whole numbers.
 */
export function scale(amount: MinorUnits, numerator: number, denominator: number): MinorUnits {
  if (denominator <= 0) throw new InvariantError(`scale by a denominator of ${denominator}`);
  return minorUnits(Number(divideHalfEven(BigInt(amount) * BigInt(numerator), BigInt(denominator))));
}

/** A quotient rounded to a whole number, halves to the even neighbour. The divisor must be positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const floor = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && floor % 2n === 1n);
  const rounded = isUp ? floor + 1n : floor;
  return dividend < 0n ? -rounded : rounded;
}
