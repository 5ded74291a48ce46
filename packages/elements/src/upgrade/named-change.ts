import type { ChangeRequest, MomentView, QuoteView, Snapshot } from '@kairos/client';
import { countText } from '../page/locale.ts';
import type { KairosTexts, NamedChange } from '../page/texts.ts';

/** A change, and what is known of where it leads. */
export interface ChangeSubject {
  readonly change: ChangeRequest;
  /** The offer that led to it; null for a change that the user chose by themselves. */
  readonly moment: MomentView | null;
  /** What the account had when it was asked. */
  readonly snapshot: Snapshot | null;
  /** null before there is one. */
  readonly quote: QuoteView | null;
}

/** What the dialog calls a change: as it was offered, else by the plan, the seats or the add-ons that it is about. */
export function nameChange(
  { change, moment, snapshot, quote }: ChangeSubject,
  texts: KairosTexts,
  locale: string | undefined,
): NamedChange {
  if (moment !== null) return { kind: kindOf(moment), name: moment.offer.toName };
  if (change.plan === undefined && change.seats !== undefined)
    return { kind: 'seats', name: texts.seats({ count: change.seats, amount: countText(change.seats, locale) }) };
  if (change.plan === undefined && change.addOns !== undefined) return nameAddOns(change.addOns, snapshot, locale);
  const plan = snapshot?.plans.find((each) => each.id === change.plan) ?? snapshot?.plan;
  return { kind: 'plan', name: quote?.toName ?? plan?.name ?? change.plan ?? '' };
}

/** What is bought beside a plan is added to it, of whatever kind a newer server says that it is. */
function kindOf({ offer }: MomentView): NamedChange['kind'] {
  return offer.kind === 'plan' || offer.kind === 'seats' ? offer.kind : 'add-on';
}

/** Those that come; where none does, those that go. */
function nameAddOns(wanted: readonly string[], snapshot: Snapshot | null, locale: string | undefined): NamedChange {
  const sold = snapshot?.addOns ?? [];
  const coming = wanted.filter((id) => sold.find((each) => each.id === id)?.isBought !== true);
  const going = sold.filter(({ id, isBought }) => isBought && !wanted.includes(id));
  const names =
    coming.length > 0
      ? coming.map((id) => sold.find((each) => each.id === id)?.name ?? id)
      : going.map(({ name }) => name);
  const name = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  return { kind: coming.length > 0 ? 'add-on' : 'removal', name };
}
