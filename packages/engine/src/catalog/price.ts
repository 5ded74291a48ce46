import { divideHalfEven, type MinorUnits, minorUnits } from '../kernel/money.ts';
import type { BillingInterval } from './config-schema.ts';
import type { PriceConfig } from './price-schema.ts';

/** What something costs per interval: an amount that is known in advance, and what is charged by a meter. */
export interface Price {
  readonly interval: BillingInterval;
  readonly amount: MinorUnits;
  /** For the seats that are bought, in advance; null where it sells none. */
  readonly seats: Charge | null;
  /** By what was used in a billing period, when it ends. */
  readonly used: readonly Charge[];
}

/** What a number of units of a meter costs. */
export interface Charge {
  readonly meter: string;
  /** What people call the meter. */
  readonly label: string;
  /** `graduated`: each unit at its own step's amount; `volume`: all units at the amount of the step that they reach. */
  readonly mode: 'graduated' | 'volume';
  readonly steps: readonly Step[];
}

export interface Step {
  /** The last unit that it holds; null: no end. */
  readonly upTo: number | null;
  /** Of one unit. */
  readonly amount: MinorUnits;
}

/** Builds the prices of a plan or add-on, by interval. */
export function buildPrices(
  prices: readonly PriceConfig[],
  meters: ReadonlyMap<string, { readonly label: string; readonly aggregate: string }>,
): ReadonlyMap<BillingInterval, Price> {
  return new Map(
    prices.map(({ interval, amount, perUnit, tiers }): [BillingInterval, Price] => {
      const charges = [
        ...(perUnit === undefined
          ? []
          : [{ meter: perUnit.meter, mode: 'graduated' as const, steps: stepsOf(perUnit) }]),
        ...(tiers === undefined ? [] : [tiers]),
      ].map(
        ({ meter, mode, steps }): Charge => ({
          meter,
          label: meters.get(meter)?.label ?? meter,
          mode,
          steps: steps.map((step) => ({ upTo: step.upTo, amount: minorUnits(step.amount) })),
        }),
      );
      const isOfSeats = (charge: Charge): boolean => meters.get(charge.meter)?.aggregate === 'members';
      return [
        interval,
        {
          interval,
          amount: minorUnits(amount),
          seats: charges.find(isOfSeats) ?? null,
          used: charges.filter((charge) => !isOfSeats(charge)),
        },
      ];
    }),
  );
}

/** An amount per unit is graduated in at most two steps: what is included, and the rest. */
function stepsOf({
  included,
  amount,
}: NonNullable<PriceConfig['perUnit']>): NonNullable<PriceConfig['tiers']>['steps'] {
  const rest = { upTo: null, amount };
  return included === 0 ? [rest] : [{ upTo: included, amount: 0 }, rest];
}

/** Quantities are counted in millionths, so that a sum of fractions is charged exactly, and rounded once. */
const MILLION = 1_000_000;

/** No line is larger than this many minor units, whatever quantity an event claims: the sum of thousands stays exact. */
const LARGEST_LINE = 1_000_000_000_000n;

/** What a quantity costs, each line rounded once, halves to even. Less than nothing costs nothing. */
export function chargeFor({ mode, steps }: Charge, quantity: number): MinorUnits {
  const wanted = inMillionths(Math.max(0, quantity));
  let total = 0n;
  let from = 0n;
  for (const { upTo, amount } of steps) {
    const end = upTo === null ? wanted : inMillionths(upTo);
    const reached = wanted < end ? wanted : end;
    if (mode === 'graduated' && reached > from) total += (reached - from) * BigInt(amount);
    if (mode === 'volume' && wanted <= end) {
      total = wanted * BigInt(amount);
      break;
    }
    from = end;
  }
  const rounded = divideHalfEven(total, BigInt(MILLION));
  return minorUnits(Number(rounded < LARGEST_LINE ? rounded : LARGEST_LINE));
}

function inMillionths(quantity: number): bigint {
  return Number.isInteger(quantity) ? BigInt(quantity) * BigInt(MILLION) : BigInt(Math.round(quantity * MILLION));
}

/** So many units cost nothing: the end of the last of the steps that begin a charge and are free. */
export function includedIn({ steps }: Charge): number {
  const paid = steps.findIndex((step) => step.amount > 0);
  return steps[paid - 1]?.upTo ?? 0;
}
