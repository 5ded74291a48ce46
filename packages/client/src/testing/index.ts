export { FakeKairosServer, type Mishap } from './fake-kairos-server.ts';
export { FakeBrowserStorage, FakePage } from './fake-page.ts';
export { ManualClock } from './manual-clock.ts';
export type { TokenOwner } from './user-token.ts';
export {
  aGateMoment,
  aMoment,
  anEntitlement,
  anOffer,
  aProSnapshot,
  aQuote,
  aSignal,
  aSnapshot,
  aUsage,
} from './views.ts';
export { aVisitor, isLive, type Visitor } from './visitor.ts';
