export type { Append, Appended, AppendStatus } from './append.js';
export { Batcher, type BatchLimits } from './batcher.js';
export * from './checks.js';
export type { Claim } from './claim.js';
export {
  inTransaction,
  isUnavailable,
  openDatabase,
  StoreUnavailable,
  troubleOf,
  type Connection,
  type Database,
} from './database.js';
export * from './decider.js';
export { beginEpoch, epochOf, faultsOf, strandedBy, strandedSentence, type Begun } from './epochs.js';
export { beginning, isAtOrAfter, type Meta, type Position, type Recorded } from './envelope.js';
export { Feed } from './feed.js';
export { gateOf, type Gate } from './gate.js';
export { ReadCoalescer } from './read-coalescer.js';
export { Elsewhere } from './elsewhere.js';
export { Follower, type Following } from './follower.js';
export { Kept } from './kept.js';
export { TooLarge } from './limits.js';
export { Log, OrderFault, type AnyDecider } from './log.js';
export { giveUpParkedEvent, parkedEvents, retryParkedEvents, type ParkedEvent } from './parked.js';
export { own } from './own.js';
export { nobodysKeys, PersonalKeys, rewrapped } from './personal.js';
export { Places } from './places.js';
export { rebuildView } from './rebuild.js';
export { eventStoreMigrations } from './schema.js';
export { shareOf, Shares, wholeWork } from './shares.js';
export { actAs, acting, newId, uuidOf, type Acting, type Written } from './situation.js';
export { noon, specify } from './specification.js';
export { CommandIdReused, type Outcome } from './outcomes.js';
export type { Facts, IgnoredCommand } from './reading.js';
export type { Follows, GivenCommand } from './preparing.js';
export { Conflict, EventStore } from './store.js';
export type { Inbound } from './together.js';
export { anyView, foldOf, keeps, view, type AnyView, type ColumnType, type View } from './view.js';
export { prepareView } from './view-tables.js';
export { ViewFollowing } from './views.js';
export { ensurePartitions, upkeep } from './upkeep.js';
