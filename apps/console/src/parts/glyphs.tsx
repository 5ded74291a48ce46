import type { UsageState } from '../api/usage-view.ts';
import styles from './glyphs.module.css';

export type MomentLook = 'silenced' | 'shown' | 'converted';

/** The moment, as it is drawn wherever it appears: hollow when held back, filled when shown, ringed when it converted. */
export function MomentGlyph({ look }: { readonly look: MomentLook }) {
  return (
    <svg className={styles.moment} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <MomentDot look={look} x={8} y={8} />
    </svg>
  );
}

/** The same dot inside a larger picture. */
export function MomentDot({ look, x, y }: { readonly look: MomentLook; readonly x: number; readonly y: number }) {
  return (
    <g className={styles.moment}>
      {look === 'silenced' ? (
        <circle className={styles.hollow} cx={x} cy={y} r={4.25} />
      ) : (
        <circle className={styles.filled} cx={x} cy={y} r={look === 'converted' ? 3.5 : 5} />
      )}
      {look === 'converted' && <circle className={styles.ring} cx={x} cy={y} r={6.5} />}
    </g>
  );
}

const STATE_SHAPE: Readonly<Record<UsageState, string>> = {
  ok: 'M2.5 6.5 5 9l4.5-5.5',
  warning: 'M6 2 10.5 10h-9Z',
  critical: 'M6 2 10.5 10h-9Z',
  grace: 'M6 1.5 10.5 6 6 10.5 1.5 6Z',
  blocked: 'M2.5 2.5h7v7h-7Z',
};

const STATE_WORD: Readonly<Record<UsageState, string>> = {
  ok: 'OK',
  warning: 'Warning',
  critical: 'Critical',
  grace: 'In grace',
  blocked: 'Blocked',
};

/** A meter's state as a shape and a word; the colour only repeats them. */
export function StateWord({ state }: { readonly state: UsageState }) {
  return (
    <span className={styles.state} data-state={state}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={STATE_SHAPE[state]} />
      </svg>
      <span>{STATE_WORD[state]}</span>
    </span>
  );
}
