import { BrokerUnavailable, type Consumption } from './broker.js';

/** @throws BrokerUnavailable once the broker is closed, TypeError for a consumption without topics */
export function checkConsumption({ group, topics }: Consumption, isClosed: boolean): void {
  if (isClosed) throw new BrokerUnavailable('The broker has been closed.');
  if (topics.length === 0) throw new TypeError(`The consumer of group ${group} names no topic.`);
}
