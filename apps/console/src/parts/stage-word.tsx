import { type Stage, STAGES } from '../api/stage-view.ts';
import { stageText } from '../text/stage.ts';
import styles from './stage-word.module.css';

/** A stage as a word, after a stair that is inked up to its step. */
export function StageWord({ stage }: { readonly stage: Stage }) {
  return (
    <span className={styles.stage}>
      <StageStair stage={stage} />
      {stageText(stage)}
    </span>
  );
}

/** The stair alone: four steps, inked up to the stage's. */
export function StageStair({ stage }: { readonly stage: Stage }) {
  const reached = STAGES.indexOf(stage);
  return (
    <svg className={styles.stair} viewBox="0 0 15 12" width="15" height="12" aria-hidden="true">
      {STAGES.map((each, step) => (
        <rect
          key={each}
          className={step <= reached ? styles.inked : styles.blank}
          x={step * 4}
          y={9 - step * 3}
          width={3}
          height={3 + step * 3}
        />
      ))}
    </svg>
  );
}
