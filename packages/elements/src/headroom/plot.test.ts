import type { UsageHistory } from '@kairos/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../page/texts.ts';
import { aHistory } from '../testing/history.ts';
import { wordsOf } from './describe-usage.ts';
import type { Label } from './labels.ts';
import { type Plot, type PlotSize, plotHeadroom } from './plot.ts';

const FONT_PX = 12;

function sized(width: number, height = 200): PlotSize {
  return { width, height, fontSize: FONT_PX, widthOf: (text) => text.length * 7 };
}

function plotted(history: UsageHistory, size = sized(600)): Plot {
  return plotHeadroom(history, wordsOf(history, { texts: ENGLISH, locale: 'en-GB', timeZone: 'UTC' }), size);
}

function textOf({ labels }: Plot, kind: Label['kind']): string | undefined {
  return labels.find((label) => label.kind === kind)?.text;
}

function extent({ text, x, anchor }: Label, { widthOf }: PlotSize): readonly [number, number] {
  const width = widthOf(text);
  const from = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return [from, from + width];
}

/** Any history that a server may answer: used beyond the limit, before the period, with or without limit, grace and period. */
const anyHistory: fc.Arbitrary<UsageHistory> = fc
  .record({
    limit: fc.option(fc.integer({ min: 1, max: 1e9 })),
    grace: fc.option(fc.double({ min: 0.01, max: 0.5, noNaN: true })),
    steps: fc.array(
      fc.record({ afterHours: fc.integer({ min: 0, max: 90 }), share: fc.double({ min: 0, max: 0.3, noNaN: true }) }),
      { maxLength: 30 },
    ),
    hasPeriod: fc.boolean(),
    fullInHours: fc.option(fc.integer({ min: 1, max: 700 })),
    thresholds: fc.constantFrom([80, 95], [90], []),
  })
  .map(({ limit, grace, steps, hasPeriod, fullInHours, thresholds }) => {
    let hours = 0;
    let used = 0;
    const points = steps.map(({ afterHours, share }) => {
      hours += afterHours;
      used += Math.round(share * (limit ?? 100));
      return { at: new Date(Date.UTC(2026, 2, 1, hours)).toISOString(), used };
    });
    const nowMs = Date.UTC(2026, 2, 1, Math.min(hours, 743));
    return aHistory({
      limit,
      graceLimit: limit === null || grace === null ? null : Math.ceil(limit * (1 + grace)),
      thresholds,
      points,
      period: hasPeriod ? aHistory().period : null,
      now: new Date(nowMs).toISOString(),
      projectedFullAt: fullInHours === null ? null : new Date(nowMs + fullInHours * 3_600_000).toISOString(),
    });
  });

describe('the headroom picture', () => {
  it('names what is used, what is left, the limit, the grace, the marks, and the day that it runs out', () => {
    const plot = plotted(aHistory(), sized(1000));
    expect(plot.labels.map(({ kind, text }) => [kind, text])).toEqual([
      ['limit', 'limit 10'],
      ['grace', 'grace 11'],
      ['threshold', '80%'],
      ['threshold', '95%'],
      ['room', '2 left'],
      ['used', '8 used'],
      ['full', '15 Mar'],
      ['now', '12 Mar'],
      ['end', '1 Apr'],
      ['start', '1 Mar'],
    ]);
  });

  it('is drawn to scale: time across the period, use from nought', () => {
    const { frame, now, full, grace, line } = plotted(
      aHistory({ now: '2026-03-16T12:00:00.000Z', projectedFullAt: '2026-04-01T00:00:00.000Z' }),
    );
    expect(now.x).toBeCloseTo((frame.start + frame.end) / 2, 1);
    expect(full?.x).toBeCloseTo(frame.end, 1);
    expect(grace?.top).toBeCloseTo(frame.top, 5);
    expect((frame.bottom - now.y) / (frame.bottom - (full?.y ?? 0))).toBeCloseTo(0.8, 5);
    expect(line[0]?.y).toBe(frame.bottom);
  });

  it('points at the room that is left, and at none when there is none', () => {
    expect(plotted(aHistory()).room).not.toBeNull();
    const full = aHistory({ points: [{ at: '2026-03-02T09:00:00.000Z', used: 10 }], projectedFullAt: null });
    expect(plotted(full).room).toBeNull();
  });

  it('says beyond the limit how much it is over', () => {
    const over = plotted(aHistory({ points: [{ at: '2026-03-02T09:00:00.000Z', used: 11 }], projectedFullAt: null }));
    expect(textOf(over, 'used')).toBe('11 used, 1 over');
    expect(textOf(over, 'room')).toBeUndefined();
    expect(over.now.y).toBeCloseTo(over.frame.top, 5);
  });

  it('has no limit, marks or grace where the plan has none', () => {
    const plot = plotted(aHistory({ limit: null, graceLimit: null, projectedFullAt: null }));
    expect(plot.marks).toEqual([]);
    expect(plot.grace).toBeNull();
    expect(plot.frame).toMatchObject({ start: 0, end: 600 });
  });

  it('leaves out what has no room: the day that it runs out goes before today and the ends', () => {
    const plot = plotted(aHistory({ now: '2026-03-14T12:00:00.000Z' }), sized(260));
    expect(textOf(plot, 'full')).toBe('15 Mar');
    expect(textOf(plot, 'now')).toBeUndefined();
  });

  it('draws a long history with no more points than can be seen', () => {
    const points = Array.from({ length: 20_000 }, (_, index) => ({
      at: new Date(Date.UTC(2026, 2, 1) + index * 45_000).toISOString(),
      used: index,
    }));
    const plot = plotted(aHistory({ limit: 25_000, graceLimit: null, points }));
    expect(plot.line.length).toBeLessThan(1_300);
    expect(plot.line.at(-1)).toEqual(plot.now);
  });

  it('keeps labels apart, lines out of labels, and everything in the picture, whatever the history and size', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.integer({ min: 240, max: 1600 }),
        fc.integer({ min: 120, max: 320 }),
        (history, width, height) => {
          const size = sized(width, height);
          const plot = plotted(history, size);
          const boxes = plot.labels.map((label) => ({ label, x: extent(label, size) }));
          for (const [index, one] of boxes.entries()) {
            for (const other of boxes.slice(index + 1)) {
              const isApart = one.x[1] <= other.x[0] || other.x[1] <= one.x[0];
              expect(isApart || Math.abs(one.label.y - other.label.y) >= FONT_PX).toBe(true);
            }
            expect(one.x[0]).toBeGreaterThanOrEqual(-1);
            expect(one.x[1]).toBeLessThanOrEqual(width + 1);
            for (const mark of plot.marks) {
              const isBeside = mark.to <= one.x[0] || mark.from >= one.x[1];
              expect(isBeside || mark.y < one.label.y - FONT_PX * 0.85 || mark.y > one.label.y + FONT_PX / 4).toBe(
                true,
              );
            }
          }
          for (const { x, y } of plot.line) {
            expect(x).toBeGreaterThanOrEqual(plot.frame.start - 0.01);
            expect(x).toBeLessThanOrEqual(plot.frame.end + 0.01);
            expect(y).toBeGreaterThanOrEqual(plot.frame.top - 0.01);
            expect(y).toBeLessThanOrEqual(plot.frame.bottom + 0.01);
          }
        },
      ),
    );
  });

  it('never goes down while use goes up, nor back in time', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { line } = plotted(history);
        for (const [index, point] of line.slice(1).entries()) {
          expect(point.x).toBeGreaterThanOrEqual((line[index]?.x ?? 0) - 0.01);
          expect(point.y).toBeLessThanOrEqual((line[index]?.y ?? 0) + 0.01);
        }
      }),
    );
  });
});
