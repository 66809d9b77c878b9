import DataLoader from 'dataloader';
import type { Request } from './access.js';

/**
 * A look-up by id that combines the calls of one operation into one query.
 * @param name the look-up's name within an operation; one name stands for one query
 * @param byId answers in the order of the ids
 */
export const loaderOf =
  <Row>(name: string, byId: (ids: readonly string[]) => Promise<readonly Row[]>) =>
  (request: Request, id: string): Promise<Row> =>
    request.loader(name, () => new DataLoader<string, Row>((ids) => byId([...ids]))).load(id);
