import { aProSnapshot, aQuote, aSnapshot } from '@kairos/client/testing';
import { describe, expect, it } from 'vitest';
import { hasChanged } from './has-changed.ts';

const [free, pro] = [aSnapshot(), aProSnapshot()];
const onFree = aQuote({ from: 'free', to: 'free' });

describe('whether the account has what is quoted already', () => {
  it('is so once the plan is there', () => {
    const asked = { change: { plan: 'pro' }, quote: aQuote() };
    expect(hasChanged(asked, { snapshot: free, seats: null }, { snapshot: pro, seats: null })).toBe(true);
    expect(hasChanged(asked, { snapshot: free, seats: null }, { snapshot: free, seats: null })).toBe(false);
  });

  it('is so once there are as many seats', () => {
    const asked = { change: { seats: 8 }, quote: onFree };
    const before = { snapshot: free, seats: 5 };
    expect(hasChanged(asked, before, { snapshot: free, seats: 8 })).toBe(true);
    expect(hasChanged(asked, before, { snapshot: free, seats: 6 })).toBe(false);
  });

  it('is so once the add-ons are there, those and no others', () => {
    const asked = { change: { addOns: ['sso'] }, quote: onFree };
    const withAddOns = (...bought: readonly string[]) => {
      const addOns = ['sso', 'audit'].map((id) => ({ id, name: id, isBought: bought.includes(id) }));
      return { snapshot: aSnapshot({ addOns }), seats: null };
    };
    expect(hasChanged(asked, withAddOns(), withAddOns('sso'))).toBe(true);
    expect(hasChanged(asked, withAddOns(), withAddOns('audit'))).toBe(false);
    expect(hasChanged(asked, withAddOns(), withAddOns('sso', 'audit'))).toBe(false);
    expect(hasChanged({ change: { addOns: [] }, quote: onFree }, withAddOns('sso'), withAddOns())).toBe(true);
  });

  it('is never so of what can not be seen from here', () => {
    const asked = { change: { interval: 'year' }, quote: onFree } as const;
    expect(hasChanged(asked, { snapshot: free, seats: null }, { snapshot: free, seats: 3 })).toBe(false);
    expect(hasChanged(asked, { snapshot: null, seats: null }, { snapshot: null, seats: null })).toBe(false);
  });
});
