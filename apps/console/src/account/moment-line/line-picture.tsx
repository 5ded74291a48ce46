import { MomentDot } from '../../parts/glyphs.tsx';
import type { LineLayout, PlacedPoint } from './lay-out.ts';
import styles from './line-picture.module.css';

/** The drawn moment line. What can be looked at lies over it as buttons, so that the drawing itself is hidden from readers. */
export function LinePicture({ layout }: { readonly layout: LineLayout }) {
  const { width, height, stretches, points, events, eventsY, days } = layout;
  return (
    <svg className={styles.picture} width={width} height={height} aria-hidden="true">
      <path className={styles.events} d={events.map((x) => `M${x + 0.5} ${eventsY}v8`).join('')} />
      <path className={styles.axis} d={`M0 ${eventsY + 12.5}H${width}`} />
      {days.map((day) => (
        <text key={day.x} className={styles.day} x={day.x} y={eventsY + 30} textAnchor={day.anchor}>
          {day.text}
        </text>
      ))}
      <path className={styles.life} d={lifePath(stretches)} />
      {stretches.map((stretch) => (
        <text key={stretch.x1} className={styles.plan} x={stretch.x1 + 10} y={stretch.y + 18}>
          {stretch.plan}
        </text>
      ))}
      {points.map((placed) => (
        <Mark key={placed.point.id} placed={placed} />
      ))}
    </svg>
  );
}

function Mark({ placed }: { readonly placed: PlacedPoint }) {
  const { point, x, y, label } = placed;
  if (point.look !== null) return <MomentDot look={point.look} x={x} y={y} />;
  if (point.kind === 'upgrade') return null;
  return (
    <g>
      <path className={styles.tick} d={`M${x} ${y - 5}v12`} />
      {label !== null && (
        <>
          <path className={styles.leader} d={`M${x} ${y - 7}V${label.y + 4}`} />
          <text className={styles.label} x={x} y={label.y} textAnchor={label.anchor}>
            {point.label}
          </text>
        </>
      )}
    </g>
  );
}

/** One stroke through all stretches: along, and up or down where the plan changed. */
function lifePath(stretches: LineLayout['stretches']): string {
  return stretches.map(({ x1, x2, y }, index) => `${index === 0 ? `M${x1} ${y}` : `V${y}`}H${x2}`).join('');
}
