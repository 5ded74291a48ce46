/** A body of the tracking API, as a client sends it. */
export type Payload = Readonly<Record<string, unknown>>;

/**
 * Messages that are unusual and right: every one must go in whole. `time`: when it happened, where that is not what `timestamp` says.
 */
export const ODD_PAYLOADS: readonly { readonly what: string; readonly payload: Payload; readonly time?: string }[] = [
  {
    what: 'what RudderStack’s clients send: no timestamp but the original one, an empty user, nulls where nothing is',
    time: '2026-03-09T08:13:58.548Z',
    payload: {
      type: 'track',
      channel: 'web',
      originalTimestamp: '2026-03-09T08:13:58.548Z',
      sentAt: '2026-03-09T08:14:00.000Z',
      userId: '',
      anonymousId: 'visitor-1',
      event: 'Order Completed',
      properties: {},
      integrations: { All: true, 'Some Destination': { clientId: '284269621.1683957866', sessionNumber: 1 } },
      context: {
        traits: {
          address: [{ city: 'Austin', postalCode: 12_345, isDefault: true }, { city: 'Houston' }],
          rating: 'Hot',
        },
        device: null,
        campaign: {},
        sessionId: 1_673_747_756_719,
        consentManagement: { deniedConsentIds: ['C0002', 'C0004'], resolutionStrategy: 'and' },
        timezone: 'GMT+0530',
      },
    },
  },
  {
    what: 'an identify whose traits stand in the context',
    payload: {
      type: 'identify',
      userId: 'customUserID',
      event: null,
      properties: null,
      context: { traits: { name: 'Somebody', subscribed: true, endDate: '2026-04-13T08:13:58.548Z' } },
    },
  },
  {
    what: 'a page with a category and no name of its own, and lists within lists',
    payload: {
      type: 'page',
      anonymousId: 'visitor-2',
      category: 'Cart',
      properties: { category: 'Cart', path: '/', referrer: '$direct', search: '', tabs: [[1, [2, [3]]], [], [null]] },
    },
  },
  {
    what: 'a group of an account that a number names, with nested traits',
    payload: {
      type: 'group',
      userId: 7,
      groupId: 42,
      traits: {
        name: '株式会社',
        employees: 12,
        offices: [{ city: 'Zürich' }],
        archived: null,
        plan: { id: 'x', since: [2024] },
      },
    },
  },
  {
    what: 'properties that are called as the language calls its own',
    payload: {
      type: 'track',
      userId: 'ana',
      event: 'constructor',
      properties: JSON.parse(
        '{ "__proto__": { "polluted": true }, "constructor": 1, "toString": "x", "": "empty", "length": 3 }',
      ),
    },
  },
  {
    what: 'numbers at the edge of what JSON can say, and texts of every alphabet',
    payload: {
      type: 'track',
      userId: 'ana',
      event: 'Измерено 📐',
      properties: {
        large: 2 ** 60,
        small: 5e-324,
        huge: 1.797_693_134_862_315_7e308,
        negativeZero: -0.000_1,
        text: 'тест — 测试 — \u0001\u001F "quoted" \\ </script> 👩‍👩‍👧‍👦',
      },
    },
  },
  {
    what: 'an object of two thousand keys',
    payload: {
      type: 'track',
      userId: 'ana',
      event: 'Form Sent',
      properties: Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`f${index}`, index])),
    },
  },
  {
    what: 'nesting as deep as any event needs',
    payload: {
      type: 'track',
      userId: 'ana',
      event: 'Tree Saved',
      properties: Array.from({ length: 60 }).reduce<Payload>((inner) => ({ child: inner }), { leaf: true }),
    },
  },
  {
    what: 'a time with an offset, to the nanosecond',
    time: '2026-03-08T22:30:00.123Z',
    payload: { type: 'track', userId: 'ana', event: 'Measured', timestamp: '2026-03-09T04:15:00.123456789+05:45' },
  },
  {
    what: 'a clock that is two days ahead: taken as received, and kept as written',
    time: '2026-03-10T12:00:00.000Z',
    payload: { type: 'track', userId: 'ana', event: 'Measured', timestamp: '2026-03-12T12:00:00Z' },
  },
  {
    what: 'two ids that are one person',
    payload: { type: 'alias', userId: 'ana', previousId: 'visitor-1', properties: null, traits: {} },
  },
];

/** Messages that can't be taken, and the reason that is given. */
export const BAD_PAYLOADS: readonly { readonly payload: unknown; readonly path: string; readonly says: RegExp }[] = [
  { payload: 'Invoice Sent', path: '', says: /^expected an object/ },
  {
    payload: { type: 'track', event: 'Seen' },
    path: '',
    says: /^expected a "userId" or an "anonymousId", or an account/,
  },
  { payload: { type: 'track', userId: 'ana' }, path: 'event', says: /^expected the name of what happened/ },
  {
    payload: { type: 'track', userId: 'ana', event: '  ' },
    path: 'event',
    says: /^expected the name of what happened/,
  },
  { payload: { type: 'purchase', userId: 'ana' }, path: 'type', says: /^expected one of "track", "identify"/ },
  { payload: { userId: 'ana', event: 'Seen' }, path: 'type', says: /^expected one of/ },
  {
    payload: { type: 'track', userId: { id: 'ana' }, event: 'Seen' },
    path: 'userId',
    says: /^expected a text of at most/,
  },
  { payload: { type: 'track', userId: 'ana\0', event: 'Seen' }, path: 'userId', says: /without NUL/ },
  { payload: { type: 'group', userId: 'ana', traits: {} }, path: 'groupId', says: /^expected the id of the account/ },
  { payload: { type: 'alias', userId: 'ana' }, path: 'previousId', says: /^expected the id that the user had before/ },
  { payload: { type: 'identify', groupId: 'acme', traits: {} }, path: 'userId', says: /^expected the id of the user/ },
  { payload: { type: 'identify', userId: 'ana', traits: ['admin'] }, path: 'traits', says: /^expected an object/ },
  {
    payload: { type: 'track', userId: 'ana', event: 'Seen', properties: 'many' },
    path: 'properties',
    says: /^expected an object/,
  },
  {
    payload: { type: 'track', userId: 'ana', event: 'Seen', context: [] },
    path: 'context',
    says: /^expected an object/,
  },
  {
    payload: { type: 'track', userId: 'ana', event: 'Seen', timestamp: '9.3.2026' },
    path: 'timestamp',
    says: /ISO 8601/,
  },
  {
    payload: { type: 'track', userId: 'ana', event: 'Seen', timestamp: 1_773_000_000 },
    path: 'timestamp',
    says: /ISO 8601/,
  },
  {
    payload: { type: 'track', userId: 'ana', event: 'Seen', originalTimestamp: 'today' },
    path: 'originalTimestamp',
    says: /ISO 8601/,
  },
  {
    payload: { type: 'track', userId: 'ana', event: 'Seen', properties: { text: 'x'.repeat(33_000) } },
    path: '',
    says: /^expected at most 32768 bytes, got 33\d{3}/,
  },
];
