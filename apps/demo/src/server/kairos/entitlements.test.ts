import { describe, expect, it } from 'vitest';
import { entitlementsFrom } from './entitlements.ts';
import type { Check } from './kairos-answers.ts';

const GRANTED: Check = { allowed: true, reason: 'granted', used: null, limit: null, requiredPlan: null };

function aKairos(answers: readonly (Check | Error)[]) {
  const left = [...answers];
  return {
    check: async (): Promise<Check> => {
      const answer = left.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
  };
}

describe('what a company may do', () => {
  it('is what Kairos says', async () => {
    const refused = { ...GRANTED, allowed: false, reason: 'not-in-plan', requiredPlan: 'pro' };
    const entitlements = entitlementsFrom(aKairos([GRANTED, refused]), { report: () => undefined });
    expect(await entitlements.may('foundry', 'reports', 'refuse')).toEqual(GRANTED);
    expect(await entitlements.may('foundry', 'reports', 'allow')).toEqual(refused);
  });

  it('is what Kairos last said of the same question while it is away', async () => {
    const faults: unknown[] = [];
    const away = new Error('away');
    const entitlements = entitlementsFrom(aKairos([GRANTED, away, away]), { report: (fault) => faults.push(fault) });
    await entitlements.may('foundry', 'reports', 'refuse');
    expect((await entitlements.may('foundry', 'reports', 'refuse')).allowed).toBe(true);
    expect((await entitlements.may('mill', 'reports', 'refuse')).allowed).toBe(false);
    expect(faults).toEqual([away, away]);
  });

  it('is the caller’s own choice where Kairos never said', async () => {
    const away = new Error('away');
    const entitlements = entitlementsFrom(aKairos([away, away]), { report: () => undefined });
    expect((await entitlements.may('foundry', 'invoices', 'allow')).allowed).toBe(true);
    expect((await entitlements.may('foundry', 'reports', 'refuse')).allowed).toBe(false);
  });
});
