import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../../catalog/config-schema.ts';
import { LIMIT_MESSAGE } from '../../catalog/default-messages.ts';
import { compile } from '../../program.ts';
import { ledgerly } from '../../testing/ledgerly.ts';
import { lintPlays } from './lint-plays.ts';

const play = (
  id: string,
  trigger: string,
  message: Partial<typeof LIMIT_MESSAGE>,
): NonNullable<ConfigInput['plays']>[number] => ({
  id,
  trigger: [trigger],
  message: { ...LIMIT_MESSAGE, ...message },
});

describe("a config's copy", () => {
  it('that is refused keeps it from compiling, each part with its path and reason (S0.13, S0.14, S2.35)', () => {
    const config = ledgerly({
      plays: [
        play('fine', 'usage.approaching', {}),
        play('tier-first', 'gate.discovered', { done: 'Only on Pro.' }),
        play('pressing', 'usage.reached', { near: 'Last chance.', unlock: '{{ unlocks }} for $49.' }),
      ],
    });
    const compiled = compile(config);
    expect(compiled.ok ? [] : compiled.issues.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'plays.1.message.done copy.tier-headline',
      'plays.2.message.unlock copy.price-first',
      'plays.2.message.near copy.scarcity',
    ]);
  });

  it('that is warned of compiles', () => {
    const config = ledgerly({ plays: [play('loud', 'usage.approaching', { action: 'Upgrade now!' })] });
    expect(compile(config).ok).toBe(true);
    expect(lintPlays(config)).toEqual([
      {
        path: 'plays.0.message.action',
        rule: 'copy.generic',
        severity: 'warning',
        message: expect.stringContaining('“Upgrade now!”: a call that fits anything'),
      },
      { path: 'plays.0.message.action', rule: 'copy.shouting', severity: 'warning', message: expect.any(String) },
    ]);
  });

  it('is judged by what its signals tell of, whatever they are called', () => {
    const bare = { done: 'Something is on your mind.', near: 'It is near.' };
    const severity = (trigger: string, signals?: ConfigInput['signals']): string | undefined => {
      const plays = [play('p', trigger, bare)];
      return lintPlays(ledgerly(signals === undefined ? { plays } : { plays, signals }))[0]?.severity;
    };
    expect(severity('gate.repeated')).toBe('error');
    expect(severity('intent.pricing')).toBe('warning');
    expect(severity('wanted', { wanted: { preset: 'gate.repeated' } })).toBe('error');
    expect(severity('many', { many: { when: 'account.members > 9', category: 'seats' } })).toBe('error');
    expect(severity('many', { many: { when: 'account.members > 9' } })).toBe('warning');
  });

  it('is judged in every variant, where it stands: only the parts that it words anew', () => {
    const variants = [
      { id: 'as-is', weight: 1 },
      { id: 'pressing', weight: 1, message: { near: 'Last chance.' } },
    ];
    const config = ledgerly({
      plays: [{ ...play('p', 'usage.approaching', { action: 'Upgrade now' }), variants }],
      experiments: [
        {
          id: 'words',
          about: 'message',
          plays: ['p'],
          variants: [
            variants[0] ?? { id: 'none', weight: 1 },
            { id: 'plan-first', weight: 1, message: { done: 'Only on Pro.', near: '{{ usd }}' } },
          ],
        },
      ],
    });
    const compiled = compile(config);
    const issues = compiled.ok ? [] : compiled.issues.filter(({ path }) => path.includes('.message.'));
    expect(issues.map(({ path, rule }) => `${path} ${rule ?? 'template'}`)).toEqual([
      'experiments.0.variants.1.message.near template',
      'plays.0.variants.1.message.near copy.scarcity',
      'experiments.0.variants.1.message.done copy.tier-headline',
    ]);
    expect(
      lintPlays(config)
        .filter(({ rule }) => rule === 'copy.generic')
        .map(({ path }) => path),
    ).toEqual(['plays.0.message.action']);
  });

  it('is looked for in whatever was sent', () => {
    const odd = [
      null,
      7,
      {},
      { plays: 7 },
      { plays: [null, { message: 'x' }, { message: { done: 7 } }] },
      { signals: 7, plans: [{}] },
    ];
    expect(odd.flatMap(lintPlays)).toEqual([]);
  });
});
