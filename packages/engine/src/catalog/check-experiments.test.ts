import { describe, expect, it } from 'vitest';
import { ledgerly } from '../testing/ledgerly.ts';
import { readConfig } from './read-config.ts';

/** The issues of a config with these changes, as `path: message`. */
function complaints(changes: object): readonly string[] {
  const read = readConfig({ ...ledgerly(), ...changes });
  return read.ok ? [] : read.issues.map(({ path, message }) => `${path}: ${message}`);
}

const variants = [
  { id: 'control', weight: 1 },
  { id: 'other', weight: 1 },
];
const plays = [
  { id: 'limit', trigger: ['usage.reached'] },
  { id: 'seats', trigger: ['seats.at_limit'] },
];

describe('the holdout of a config', () => {
  it('is ten percent unless it says so, and at most fifty', () => {
    const read = readConfig({ ...ledgerly(), holdout: undefined });
    expect(read.ok && read.value.holdout).toEqual({ percent: 10 });
    expect(complaints({ holdout: { percent: 0 } })).toEqual([]);
    expect(complaints({ holdout: { percent: 60 } })).toEqual([
      'holdout.percent: expected a percentage from 0 to 50: a larger holdout costs more than it can tell',
    ]);
  });
});

describe('the experiments of a config', () => {
  it('may be written in the fewest words: an experiment on plays, running, with everybody in it', () => {
    const read = readConfig({ ...ledgerly(), experiments: [{ id: 'which', variants }] });
    expect(read.ok && read.value.experiments).toEqual([
      { id: 'which', unit: 'account', status: 'running', about: 'plays', coverage: 100, variants },
    ]);
  });

  it('may each be about one thing, in one layer or in several', () => {
    const experiments = [
      { id: 'which', plays: ['limit', 'seats'], variants: [{ id: 'one', weight: 1, on: ['limit'] }, variants[1]] },
      { id: 'words', about: 'message', variants: [{ ...variants[0], message: { action: 'Upgrade' } }, variants[1]] },
      {
        id: 'early',
        about: 'price',
        layer: { id: 'price', to: 50 },
        variants: [{ ...variants[0], priceAfter: 'unlock' }, variants[1]],
      },
      { id: 'last', about: 'price', layer: { id: 'price', from: 50 }, variants },
      { id: 'later', about: 'timing', variants: [{ ...variants[0], delayDays: 2, fromPercent: 90 }, variants[1]] },
    ];
    expect(complaints({ plays, experiments })).toEqual([]);
  });

  it('know the plays that a config has without writing them', () => {
    expect(complaints({ experiments: [{ id: 'which', plays: ['outgrowing-limit'], variants }] })).toEqual([]);
    expect(complaints({ experiments: [{ id: 'which', plays: ['limit'], variants }] })[0]).toMatch(
      /^experiments\.0\.plays\.0: no play "limit"; there is "outgrowing-limit", /,
    );
  });

  it('are refused with all that is wrong with them at once', () => {
    const experiments = [
      {
        id: 'which',
        plays: ['limit', 'gone'],
        variants: [
          { id: 'a', weight: 0, on: ['seats'] },
          { id: 'a', weight: 1 },
        ],
      },
      { id: 'which', about: 'price', variants: [{ id: 'a', weight: 1, priceAfter: 'done' }], endsAt: 'soon' },
      { id: 'words', about: 'colour', variants },
    ];
    expect(complaints({ plays, experiments })).toEqual([
      'experiments.0.variants.0.weight: expected a weight above 0; what nobody is to see is no variant',
      'experiments.1.endsAt: expected an ISO 8601 time such as "2026-03-31T00:00:00Z"',
      'experiments.1.variants.0.priceAfter: expected one of "unlock", "action", "reassurance"',
      'experiments.1.variants: expected at least two variants; one that changes nothing is the control',
      'experiments.2.about: expected "about" to be one of "plays", "message", "price", "timing"',
      'experiments.1.id: a second experiment with the id "which"; ids are unique',
      'experiments.0.plays.1: no play "gone"; there is "limit", "seats"',
      'experiments.0.variants.1.id: a second variant with the id "a"; ids are unique',
      'experiments.0.variants.0.on.0: no play of the experiment "seats"; there is "limit", "gone"',
    ]);
  });

  it('take parts of a layer that begin before they end and share nothing', () => {
    const price = (id: string, layer: object): object => ({ id, about: 'price', layer, variants });
    const experiments = [
      price('a', { id: 'x', to: 60 }),
      price('b', { id: 'x', from: 50 }),
      price('c', { id: 'y', from: 60, to: 60 }),
    ];
    expect(complaints({ experiments })).toEqual([
      'experiments.1.layer: "a" has 0 to 60 of the layer "x"; expected a "from" and "to" that share nothing with it, within 0 to 100',
      'experiments.2.layer.to: expected more than 60, where its part begins',
      'experiments.2: for the same plays and accounts "a" is about price as well; give each a part of one layer, or stop one of them',
    ]);
  });

  it('do not change the same thing for the same accounts, unless one of them is not running', () => {
    const words = { id: 'words', about: 'message', plays: ['limit'], variants };
    const ofPlay = { ...plays[0], variants };
    expect(complaints({ plays: [ofPlay, plays[1]], experiments: [words] })).toEqual([
      'plays.0.variants: for the same plays and accounts "words" is about message as well; give each a part of one layer, or stop one of them',
    ]);
    expect(complaints({ plays: [ofPlay, plays[1]], experiments: [{ ...words, status: 'stopped' }] })).toEqual([]);
    expect(complaints({ plays: [ofPlay, plays[1]], experiments: [{ ...words, plays: ['seats'] }] })).toEqual([]);
  });

  it('leave the ids of plays that have variants to those', () => {
    const ofPlay = { ...plays[0], variants: [variants[0], variants[0]] };
    expect(complaints({ plays: [ofPlay], experiments: [{ id: 'limit', about: 'price', variants }] })).toEqual([
      'plays.0.variants.1.id: a second variant with the id "control"; ids are unique',
      'plays.0.variants: the variants of "limit" are an experiment of that id, and there is another; rename that one',
    ]);
  });
});
