import type { Trade } from './trades.ts';

/** What somebody of the company did with the offer that Kairos made them, so that the console has a funnel to show. */
export type Story =
  | {
      readonly met: 'in-passing' | 'at-the-limit';
      readonly then: 'missed-it' | 'saw-it' | 'clicked' | 'not-now' | 'left-checkout';
    }
  | { readonly met: 'in-passing' | 'at-the-limit'; readonly then: 'upgraded'; readonly interval: 'month' | 'year' };

/** A company that doesn't exist, and how busy it is. */
export interface FictionalCompany {
  readonly name: string;
  readonly trade: Trade;
  readonly employees: number;
  /** The first is the owner, the rest are members. */
  readonly people: readonly [string, ...string[]];
  /** Invoices sent in each of the months before this one, oldest first. */
  readonly earlierMonths: readonly number[];
  readonly thisMonth: number;
  readonly drafts: number;
  /** The plan it has had from before; absent: Free. */
  readonly heldPlan?: { readonly plan: 'pro' | 'business'; readonly interval: 'month' | 'year' };
  readonly story?: Story;
  /** Whether visitors can sign in as its people. */
  readonly open?: true;
}

/** Everybody in the demo. All of it is invented; any likeness to a company or a person is an accident. */
export const FICTIONAL_COMPANIES: readonly FictionalCompany[] = [
  {
    name: 'Harbour & Pine Studio',
    trade: 'design',
    employees: 6,
    people: ['Wren Halloway', 'Tobin Marsh'],
    earlierMonths: [4, 5, 5, 7, 8],
    thisMonth: 7,
    drafts: 6,
    open: true,
  },
  {
    name: 'Paper Lantern Pottery',
    trade: 'craft',
    employees: 3,
    people: ['Odile Fenwick'],
    earlierMonths: [2, 2, 4, 3],
    thisMonth: 3,
    drafts: 2,
    open: true,
  },
  {
    name: 'Marigold & Moth Florists',
    trade: 'garden',
    employees: 5,
    people: ['Petra Quillfeather'],
    earlierMonths: [5, 6, 8],
    thisMonth: 9,
    drafts: 1,
    story: { met: 'in-passing', then: 'clicked' },
  },
  {
    name: 'Tin Whistle Toys',
    trade: 'craft',
    employees: 8,
    people: ['Barnaby Sprocket'],
    earlierMonths: [6, 7, 9],
    thisMonth: 10,
    drafts: 0,
    story: { met: 'in-passing', then: 'not-now' },
  },
  {
    name: 'Copper Fern Landscapes',
    trade: 'garden',
    employees: 11,
    people: ['Ottilie Brackenfield', 'Jem Loamwell'],
    earlierMonths: [7, 9, 10],
    thisMonth: 11,
    drafts: 3,
    story: { met: 'at-the-limit', then: 'saw-it' },
  },
  {
    name: 'Saltbox Surveyors',
    trade: 'survey',
    employees: 14,
    people: ['Magnus Theodolite'],
    earlierMonths: [8, 9, 9],
    thisMonth: 11,
    drafts: 2,
    story: { met: 'at-the-limit', then: 'left-checkout' },
  },
  {
    name: 'Blue Heron Bindery',
    trade: 'craft',
    employees: 9,
    people: ['Cornelia Foolscap', 'Rufus Endpaper'],
    earlierMonths: [7, 8, 10],
    thisMonth: 10,
    drafts: 1,
    story: { met: 'in-passing', then: 'upgraded', interval: 'month' },
  },
  {
    name: 'Gable & Thread Upholstery',
    trade: 'craft',
    employees: 12,
    people: ['Hester Bobbinworth', 'Silas Tackroom'],
    earlierMonths: [6, 9, 10],
    thisMonth: 11,
    drafts: 2,
    story: { met: 'at-the-limit', then: 'upgraded', interval: 'year' },
  },
  {
    name: 'Thimble & Oak Joinery',
    trade: 'survey',
    employees: 31,
    people: ['Edda Mortise', 'Caspar Tenon', 'Lumi Dovetail'],
    earlierMonths: [52, 64],
    thisMonth: 84,
    drafts: 4,
    heldPlan: { plan: 'pro', interval: 'month' },
    story: { met: 'in-passing', then: 'clicked' },
  },
  {
    name: 'Nimbus Kite Supply',
    trade: 'craft',
    employees: 46,
    people: ['Zephyrine Updraft', 'Gale Windermane', 'Ansel Spinnaker', 'Merle Crosswind'],
    earlierMonths: [81, 90],
    thisMonth: 68,
    drafts: 3,
    heldPlan: { plan: 'business', interval: 'year' },
  },
  {
    name: 'Velvet Badger Pictures',
    trade: 'design',
    employees: 7,
    people: ['Isolde Clapperboard'],
    earlierMonths: [4, 6, 7],
    thisMonth: 8,
    drafts: 1,
    story: { met: 'in-passing', then: 'saw-it' },
  },
  {
    name: 'Little Lighthouse Books',
    trade: 'design',
    employees: 4,
    people: ['Mabel Dogear'],
    earlierMonths: [2, 4, 4],
    thisMonth: 4,
    drafts: 1,
  },
  {
    name: 'Quiet Orchard Cider',
    trade: 'garden',
    employees: 5,
    people: ['Linus Windfall'],
    earlierMonths: [3, 2, 2],
    thisMonth: 1,
    drafts: 0,
  },
  {
    name: 'Juniper Clockworks',
    trade: 'craft',
    employees: 2,
    people: ['Ambrose Pendulum'],
    earlierMonths: [5, 6, 6],
    thisMonth: 8,
    drafts: 1,
    story: { met: 'in-passing', then: 'missed-it' },
  },
];

/** `Harbour & Pine Studio` as `harbour-and-pine-studio`. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^a-z0-9]+/g, '-');
}
