/**
 * The events that mean something without any configuration, by the name that Kairos gives to what they mean (api.md, "Ingest"). A team
 * that calls them otherwise says so under `events`.
 */
export const KNOWN_EVENTS = {
  memberAdded: ['Account Added User'],
  memberRemoved: ['Account Removed User'],
  inviteSent: ['Invite Sent'],
  pricingViewed: ['Pricing Viewed'],
  checkoutStarted: ['Checkout Started'],
  searched: ['Search Performed', 'Products Searched'],
  gateHit: ['Feature Gate Hit'],
  gateLeft: ['Feature Gate Left'],
  shareAttempted: ['Share Attempted'],
  contentBlocked: ['Content Blocked'],
  rateLimitHit: ['Rate Limit Hit'],
  integrationConnected: ['Integration Connected'],
  integrationDisconnected: ['Integration Disconnected'],
  workflowCompleted: ['Workflow Completed'],
  ticketOpened: ['Ticket Opened'],
  ticketResolved: ['Ticket Resolved'],
  complaintReceived: ['Complaint Received'],
  paymentFailed: ['Payment Failed'],
  departmentAdded: ['Department Added'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type KnownEvent = keyof typeof KNOWN_EVENTS;

/** The page whose view is a look at the prices. */
export const PRICING_PAGE = 'Pricing';

/** What each event's name means, with a team's own names in place of ours. */
export function meaningByEvent(
  renamed: Readonly<Partial<Record<KnownEvent, string>>>,
): ReadonlyMap<string, KnownEvent> {
  const meanings = new Map<string, KnownEvent>();
  for (const known of Object.keys(KNOWN_EVENTS) as KnownEvent[]) {
    const own = renamed[known];
    for (const name of own === undefined ? KNOWN_EVENTS[known] : [own]) meanings.set(name, known);
  }
  return meanings;
}
