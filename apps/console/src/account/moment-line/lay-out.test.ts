import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from './lay-out.ts';
import type { LinePoint } from './line-point.ts';
import type { MomentLine } from './moment-line.ts';

const FROM = Date.parse('2026-08-03T09:00:00.000Z');
const TO = Date.parse('2026-11-22T09:30:00.000Z');

function lineWith(points: readonly LinePoint[]): MomentLine {
  const sorted = points.toSorted((left, right) => left.at - right.at);
  const stretches = [{ from: FROM, to: TO, plan: 'Free', level: 0 }];
  return { from: FROM, to: TO, isWhole: true, stretches, points: sorted, events: [] };
}

const aPoint = fc.record({
  id: fc.uuid(),
  at: fc.integer({ min: FROM, max: TO }),
  kind: fc.constantFrom('signal' as const, 'moment' as const),
  title: fc.constant('usage.approaching'),
  detail: fc.constant(''),
  label: fc.constantFrom('', '80% invoices', '100% of something long'),
  look: fc.constant(null),
  decision: fc.constant(null),
});
const someLine = fc.array(aPoint, { maxLength: 25 }).map(lineWith);
const someWidth = fc.integer({ min: 280, max: 1600 });

test('everything is inside the picture', () => {
  fc.assert(
    fc.property(someLine, someWidth, (line, width) => {
      const { points, height } = layOut(line, { width, timeZone: 'UTC' });
      for (const { x, y, label } of points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(height);
        expect(label?.y ?? 1).toBeGreaterThan(0);
      }
    }),
  );
});

test('no two marks of a kind lie on top of each other', () => {
  fc.assert(
    fc.property(someLine, someWidth, (line, width) => {
      const { points } = layOut(line, { width, timeZone: 'UTC' });
      points.forEach((one, index) => {
        for (const other of points.slice(index + 1)) {
          const isApart = Math.abs(one.x - other.x) >= 15 || Math.abs(one.y - other.y) >= 15;
          expect(isApart || one.point.kind !== other.point.kind).toBe(true);
        }
      });
    }),
  );
});

test('no two labels overlap, and no line to a label crosses another', () => {
  fc.assert(
    fc.property(someLine, someWidth, (line, width) => {
      const { points } = layOut(line, { width, timeZone: 'UTC' });
      const labels = points.flatMap(({ x, label, point }) => {
        if (label === null) return [];
        const length = point.label.length * 6;
        return [
          {
            x,
            y: label.y,
            start: label.anchor === 'start' ? x : x - length,
            end: label.anchor === 'start' ? x + length : x,
          },
        ];
      });
      for (const one of labels) {
        for (const other of labels) {
          if (one === other) continue;
          const overlaps = one.y === other.y && one.start < other.end && other.start < one.end;
          const crosses = one.y < other.y && one.x > other.start && one.x < other.end;
          expect({ overlaps, crosses }).toEqual({ overlaps: false, crosses: false });
        }
      }
    }),
  );
});

test('the axis ends with now', () => {
  const { days } = layOut(lineWith([]), { width: 1000, timeZone: 'UTC' });
  expect(days.map((day) => day.text)).toEqual(['3 Aug', '25 Aug', '16 Sept', '8 Oct', '31 Oct', 'now']);
});
