import { decides } from '@stipple/service';
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

export const putsInLoad = decides(pack, PutInLoad);
export const sterilizesPack = decides(pack, SterilizePack);
export const quarantinesPack = decides(pack, QuarantinePack);
export const recallsPack = decides(pack, RecallPack);
export const usesPack = decides(pack, UsePack);

export const packHandlers = [
  decides(pack, LabelPack),
  decides(pack, DamagePack),
  putsInLoad,
  sterilizesPack,
  quarantinesPack,
  recallsPack,
  usesPack,
];
