import { Injectable } from '@nestjs/common';
import { inReadModel, loaderOf, type About, type Request } from '@stipple/service';
import { mostShown } from './recall/recall.graph.js';
import { Recalls, type ReachKind, type RecallRow } from './recall/recall.view.js';
import { Loads, type LoadRow } from './load/load.view.js';
import { Packs, type PackRow } from './pack/pack.view.js';
import { Rooms, type RoomRow } from './room/room.view.js';
import { Sterilizers, type SterilizerRow } from './sterilizer/sterilizer.view.js';

/** The things of this context as their read models have them: for queries, references, and fields that lead to them. */
@Injectable()
export class Loaders {
  readonly room: About<{ id: string }, RoomRow>;
  readonly sterilizer: About<{ id: string }, SterilizerRow>;
  readonly load: About<{ id: string }, LoadRow>;
  readonly pack: About<{ id: string }, PackRow>;
  readonly recall: About<{ id: string }, RecallRow>;
  /** Ids of what a recall affects, of one kind. */
  readonly reach: Record<ReachKind, (request: Request, recallId: string) => Promise<readonly string[]>>;

  constructor(rooms: Rooms, sterilizers: Sterilizers, loads: Loads, packs: Packs, recalls: Recalls) {
    this.room = inReadModel('room', (ids) => rooms.byId(ids));
    this.sterilizer = inReadModel('sterilizer', (ids) => sterilizers.byId(ids));
    this.load = inReadModel('load', (ids) => loads.byId(ids));
    this.pack = inReadModel('pack', (ids) => packs.byId(ids));
    this.recall = inReadModel('recall', (ids) => recalls.byId(ids));
    const reach = (kind: ReachKind) =>
      loaderOf(`what a recall affects: ${kind}`, (ids) => recalls.reach(ids, kind, mostShown));
    this.reach = { load: reach('load'), pack: reach('pack'), treatment: reach('treatment'), client: reach('client') };
  }
}
