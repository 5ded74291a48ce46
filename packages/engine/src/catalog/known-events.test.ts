import { describe, expect, it } from 'vitest';
import { studio } from '../testing/studio.ts';
import { aWorld, compiled } from '../testing/world.ts';
import { KNOWN_EVENTS, meaningByEvent } from './known-events.ts';

describe('the events that are understood', () => {
  it('have the names of the Segment specifications until a team has others', () => {
    expect(meaningByEvent({}).get('Account Added User')).toBe('memberAdded');
    expect([...meaningByEvent({}).values()]).toHaveLength(Object.values(KNOWN_EVENTS).flat().length);
  });

  it('are known by the team’s name alone where it has one', () => {
    const meanings = meaningByEvent({ searched: 'Looked For' });
    expect([meanings.get('Looked For'), meanings.get('Search Performed')]).toEqual(['searched', undefined]);
    const config = studio({ events: { pricingViewed: 'Prices Opened' } });
    const account = aWorld({ now: '2026-03-02', config }).account('acme').sent('Pricing Viewed').sent('Prices Opened');
    expect(account.firedNames).toEqual(['intent.pricing']);
  });

  it('mean everything that a config says of their name besides', () => {
    const { catalog } = compiled(studio());
    expect(catalog.meanings.get('Board Drawn')).toMatchObject({
      uses: ['boards'],
      milestones: [{ id: 'hundredth-board' }],
    });
    expect(catalog.meanings.get('Charts Opened')?.gates).toEqual(['charts']);
    expect(catalog.meanings.get('constructor')).toBeUndefined();
  });

  it('warn at 90% for API calls and at 80 and 95 for everything else (X1)', () => {
    const { limits } = compiled(studio()).catalog.defaultPlan;
    expect(limits.get('calls')?.thresholds).toEqual([90]);
    expect(limits.get('exports')?.thresholds).toEqual([80, 95]);
  });
});
