import { handlerFor } from '@stipple/service';
import {
  DamagePack,
  LabelPack,
  pack,
  PutInLoad,
  QuarantinePack,
  RecallPack,
  SterilizePack,
  UsePack,
} from './pack.decider.js';

export const putsInLoad = handlerFor(pack, PutInLoad);
export const sterilizesPack = handlerFor(pack, SterilizePack);
export const quarantinesPack = handlerFor(pack, QuarantinePack);
export const recallsPack = handlerFor(pack, RecallPack);
export const usesPack = handlerFor(pack, UsePack);

export const packHandlers = [
  handlerFor(pack, LabelPack),
  handlerFor(pack, DamagePack),
  putsInLoad,
  sterilizesPack,
  quarantinesPack,
  recallsPack,
  usesPack,
];
