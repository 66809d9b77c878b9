import DataLoader from 'dataloader';
import type { Request } from './access.js';
import type { About } from './root-fields.js';

/**
 * A look-up by id that combines the calls of one operation into one query.
 * @param name the look-up's name within an operation; one name stands for one query
 * @param byId answers in the order of the ids
 */
export const loaderOf =
  <Row>(name: string, byId: (ids: readonly string[]) => Promise<readonly Row[]>) =>
  (request: Request, id: string): Promise<Row> =>
    request.loader(name, () => new DataLoader<string, Row>((ids) => byId([...ids]))).load(id);

/**
 * A clinic's thing as its read model has it, by its id, for queries, references and fields that lead to it. One operation
 * reads each kind once.
 * @param name as a person calls it
 */
export function inReadModel<Row extends { clinic_id: string }>(
  name: string,
  byId: (ids: readonly string[]) => Promise<readonly (Row | undefined)[]>,
): About<{ id: string }, Row> {
  const load = loaderOf(`${name} by id`, byId);
  return { name, load: ({ id }, request) => load(request, id), clinicOf: (row) => row.clinic_id };
}
