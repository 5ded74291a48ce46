import type { DimensionsView } from '../api/stage-view.ts';
import { Section } from '../parts/section.tsx';
import { dimensionTexts } from './dimension-texts.ts';
import styles from './facts.module.css';

/** The account's use in the seven dimensions, one line each. */
export function DimensionsSection({ dimensions }: { readonly dimensions: DimensionsView }) {
  return (
    <Section title="Use in seven dimensions">
      <dl className={styles.facts}>
        {dimensionTexts(dimensions).map(({ name, text }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
