/** What a trade invoices for, and in which range of whole dollars for one. */
export interface Work {
  readonly description: string;
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

export type Trade = keyof typeof TRADES;

export const TRADES = {
  design: [
    { description: 'Brand identity, first round', from: 1200, to: 2400, most: 1 },
    { description: 'Shopfront signage, artwork', from: 380, to: 760, most: 2 },
    { description: 'Packaging for the spring range', from: 900, to: 1700, most: 1 },
    { description: 'Website refresh, design days', from: 520, to: 640, most: 4 },
    { description: 'Photography, half day', from: 340, to: 460, most: 2 },
    { description: 'Illustration set', from: 240, to: 420, most: 3 },
    { description: 'Print supervision', from: 120, to: 180, most: 3 },
  ],
  craft: [
    { description: 'Made to order, per piece', from: 60, to: 240, most: 8 },
    { description: 'Wholesale order', from: 480, to: 1400, most: 1 },
    { description: 'Repair and restoration', from: 90, to: 360, most: 2 },
    { description: 'Workshop for a group', from: 320, to: 520, most: 2 },
    { description: 'Materials', from: 40, to: 160, most: 5 },
  ],
  garden: [
    { description: 'Seasonal planting', from: 420, to: 1300, most: 1 },
    { description: 'Weekly upkeep', from: 110, to: 190, most: 4 },
    { description: 'Design consultation', from: 180, to: 320, most: 2 },
    { description: 'Arrangements for an event', from: 260, to: 900, most: 2 },
  ],
  survey: [
    { description: 'Site survey', from: 640, to: 1500, most: 1 },
    { description: 'Drawings and report', from: 420, to: 980, most: 1 },
    { description: 'Fitted work, per day', from: 380, to: 560, most: 5 },
    { description: 'Second visit', from: 160, to: 240, most: 1 },
    { description: 'Timber and fixings', from: 90, to: 620, most: 2 },
  ],
} as const satisfies Readonly<Record<string, readonly [Work, ...Work[]]>>;

/** Whom they all invoice. As invented as the rest. */
export const CUSTOMERS = [
  'Brass Lantern Café',
  'Willow Street Dental',
  'Old Foundry Theatre',
  'Cloudberry Bakery',
  'Tidewater Rowing Club',
  'Hollow Hill Museum',
  'Pocket Park Trust',
  'Second Star Hotels',
  'Gooseberry Grocers',
  'Ferryman Taproom',
  'Larkspur Veterinary',
  'Crooked Bridge Cycles',
  'Snowdrop Nursery School',
  'Amber Room Records',
  'Seven Sparrows Press',
  'North Pier Aquarium',
] as const;
