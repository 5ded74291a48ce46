import type { CSSProperties } from 'react';
import type { FunnelCounts } from '../api/funnel-report.ts';
import { MomentGlyph } from '../parts/glyphs.tsx';
import { countText, percentText } from '../text/number.ts';
import styles from './funnel-picture.module.css';
import { type FunnelRate, type FunnelStep, funnelSteps } from './funnel-steps.ts';

/** The funnel as steps of one zero-based scale, each with its count, and the rate from the one before between them. */
export function FunnelPicture({ counts }: { readonly counts: FunnelCounts }) {
  const steps = funnelSteps(counts);
  return (
    <figure className={styles.picture} aria-label="The funnel, in moments">
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <Step key={step.name} step={step} before={steps[index - 1]} />
        ))}
      </ol>
      <figcaption className={styles.whole}>
        <span>
          Conversion <strong>{percentText(counts.conversionRate)}</strong>, {countText(counts.converted)} of{' '}
          {countText(counts.shown)} moments shown
        </span>
      </figcaption>
    </figure>
  );
}

function Step({ step, before }: { readonly step: FunnelStep; readonly before: FunnelStep | undefined }) {
  return (
    <li
      className={styles.step}
      style={heights(before?.height ?? 0, step.height)}
      data-first={before === undefined || undefined}
    >
      {step.rate !== null && <Rate rate={step.rate} />}
      <span className={styles.count}>{countText(step.count)}</span>
      <span className={styles.bar} aria-hidden="true" />
      <span className={styles.name}>
        {step.glyph !== null && <MomentGlyph look={step.glyph} />}
        {step.name}
        {step.note !== null && <span className={styles.note}>{step.note}</span>}
      </span>
    </li>
  );
}

function Rate({ rate }: { readonly rate: FunnelRate }) {
  return (
    <>
      <span className={styles.slope} aria-hidden="true" />
      <span className={styles.rate}>
        <strong>{percentText(rate.value)}</strong> <span>{rate.name}</span>
      </span>
    </>
  );
}

/** Hands the two heights to the style sheet, which draws bar and slope from them. */
function heights(from: number, to: number): CSSProperties {
  return { '--from': from, '--to': to } as CSSProperties;
}
