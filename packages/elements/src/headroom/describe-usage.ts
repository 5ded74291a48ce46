import type { UsageHistory, UsageView } from '@kairos/client';
import { countText, dayText } from '../page/locale.ts';
import type { KairosTexts } from '../page/texts.ts';
import { type PlotWords, usedNow } from './plot.ts';

/** How to say things to this reader. */
export interface Reader {
  readonly texts: KairosTexts;
  readonly locale: string | undefined;
  /** IANA; undefined: the browser's own. */
  readonly timeZone: string | undefined;
}

/** A reader of something that has no days in it. */
export function readerOf(texts: KairosTexts, locale: string | undefined): Reader {
  return { texts, locale, timeZone: undefined };
}

/** The picture in a sentence or two, for who can't see it and as its caption. */
export function describeHistory(history: UsageHistory, reader: Reader): string {
  const { texts } = reader;
  const { limit, graceLimit, projectedFullAt, period } = history;
  const used = usedNow(history);
  const sentences = [describeUse({ used, limit, meter: history.name }, reader)];
  if (limit !== null && used >= limit) {
    const isGraceLeft = graceLimit !== null && used < graceLimit;
    sentences.push(isGraceLeft ? texts.graceUpTo({ amount: countText(graceLimit, reader.locale) }) : texts.noGrace);
  }
  if (limit !== null && used < limit && projectedFullAt !== null) {
    sentences.push(texts.fullAbout({ day: longDay(projectedFullAt, reader) }));
  }
  if (period !== null) sentences.push(texts.resetsOn({ day: longDay(period.end, reader) }));
  return sentences.join(' ');
}

/** The compact picture in a sentence. */
export function describeView(view: UsageView, reader: Reader): string {
  return describeUse({ used: view.used, limit: view.limit, meter: view.name }, reader);
}

/** The words that stand in the picture. */
export function wordsOf(history: UsageHistory, { texts, locale, timeZone }: Reader): PlotWords {
  const { limit, graceLimit, period, points, projectedFullAt } = history;
  const count = (amount: number): string => countText(amount, locale);
  const day = (iso: string | null | undefined): string =>
    iso == null ? '' : dayText(iso, { length: 'short', locale, timeZone });
  const used = usedNow(history);
  const isOver = limit !== null && used > limit;
  const usedText = texts.used({ amount: count(used) });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return {
    // Beyond the limit there is no room to point at: what is over is said with what is used.
    used: isOver ? `${usedText}, ${texts.over({ amount: count(used - limit) })}` : usedText,
    room: limit === null || isOver ? '' : texts.left({ amount: count(limit - used) }),
    limit: limit === null ? '' : texts.limit({ amount: count(limit) }),
    grace: graceLimit === null ? '' : texts.grace({ amount: count(graceLimit) }),
    start: day(period?.start ?? points[0]?.at),
    now: day(history.now),
    full: day(projectedFullAt),
    end: day(period?.end),
    thresholds: history.thresholds.map((threshold) => percent.format(threshold / 100)),
  };
}

/** The history as rows for a table: the last use of each day. */
export function rowsOf(
  history: UsageHistory,
  { locale, timeZone }: Reader,
): readonly { readonly day: string; readonly used: string }[] {
  const byDay = new Map<string, number>();
  for (const { at, used } of history.points) byDay.set(dayText(at, { length: 'long', locale, timeZone }), used);
  return [...byDay].map(([day, used]) => ({ day, used: countText(used, locale) }));
}

function describeUse(
  { used, limit, meter }: { readonly used: number; readonly limit: number | null; readonly meter: string },
  { texts, locale }: Reader,
): string {
  const count = (amount: number): string => countText(amount, locale);
  if (limit === null) return texts.usageUnlimited({ used: count(used), meter });
  if (used <= limit)
    return texts.usageOfLimit({ used: count(used), limit: count(limit), meter, left: count(limit - used) });
  return texts.usageOverLimit({ used: count(used), limit: count(limit), meter, over: count(used - limit) });
}

function longDay(iso: string, { locale, timeZone }: Reader): string {
  return dayText(iso, { length: 'long', locale, timeZone });
}
