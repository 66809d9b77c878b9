// Judges the data that a run left. It knows the invented contexts and imports nothing of Stipple's, so that a fault of
// the libraries cannot hide in it. `wrong`: things that must never be. `lacking`: things that may still come, and are
// wrong if they do not.
import { isDeepStrictEqual } from 'node:util';

const messageTypes = {
  ItemPut: 'alpha.item-put.v1',
  Given: 'alpha.item-given.v1',
  Taken: 'alpha.item-taken.v1',
  Dropped: 'alpha.item-dropped.v1',
  Reserved: 'alpha.reserved.v1',
};
const changes = { ItemPut: 1, Taken: 1, Given: -1, Dropped: -1 };
const eventOf = { Put: 'ItemPut', Give: 'Given', Drop: 'Dropped', Reserve: 'Reserved', Release: 'Released' };
const idOf = (stream) => stream.slice(stream.indexOf('-') + 1);
const grouped = (list, key) => {
  const groups = new Map();
  for (const item of list) groups.get(key(item))?.push(item) ?? groups.set(key(item), [item]);
  return groups;
};
const isAfter = (one, other) => {
  const [[xid, position], [otherXid, otherPosition]] = [one, other].map((at) => at.split(':').map(BigInt));
  return xid > otherXid || (xid === otherXid && position > otherPosition);
};

/**
 * @param evidence `tables`, `commands`, `held`, `seen` (lines by process; `readers` says of which context),
 * `partitions` of the topic or undefined
 */
export function judge({ tables, commands, held, seen, readers, partitions }) {
  const findings = { wrong: [], lacking: [], checked: {} };
  const wrong = (sentence) => findings.wrong.push(sentence);
  const lacking = (sentence) => findings.lacking.push(sentence);
  const checked = (what, by) => (findings.checked[what] = (findings.checked[what] ?? 0) + by);

  checkStreams();
  checkCommands();
  checkHeld();
  checkGifts();
  checkRecalls();
  for (const [reader, context] of readers) checkReader(reader, context);
  checkReservations();
  checkView('boxes', 'alpha', tables.boxes, boxesFrom(tables.events.alpha));
  checkView('shelves', 'alpha', tables.shelves, boxesFrom(tables.events.alpha));
  if (partitions) {
    checkMessages();
    checkEffects();
    checkView('tallies', 'beta', tables.tallies, talliesFrom(tables.events.beta));
  }
  for (const { id, problem } of tables.parked) lacking(`${id} is parked: ${problem}`);
  return findings;

  /** In the readers' order the versions of every stream are 1, 2, 3 … */
  function checkStreams() {
    for (const [context, events] of Object.entries(tables.events)) {
      const versions = new Map();
      const ids = new Set();
      for (const { stream, version, at, id } of events) {
        const due = (versions.get(stream) ?? 0) + 1;
        if (version !== due)
          wrong(
            `${context}: stream ${stream} has version ${version} at ${at} where ${due} was due (${version < due ? 'double or reversed' : 'gap or reversed'})`,
          );
        versions.set(stream, version);
        if (ids.has(id)) wrong(`${context}: event ${id} is stored twice`);
        ids.add(id);
      }
      for (const { stream, version } of tables.streams[context])
        if ((versions.get(stream) ?? 0) !== version)
          wrong(`${context}: stream ${stream} counts ${version} events and has ${versions.get(stream) ?? 0}`);
      checked('events', events.length);
      checked('streams', versions.size);
    }
  }

  /**
   * An accepted command is stored once, where the answer said. A refused one is not stored. One without an answer is
   * stored once or not at all. All answers to one command agree.
   */
  function checkCommands() {
    const stored = grouped(
      tables.events.alpha.filter(({ meta }) => meta.command),
      ({ meta }) => meta.command,
    );
    const entries = [...commands.values()].flat().map((line) => JSON.parse(line));
    const intended = new Map(entries.flatMap((entry) => (entry.intended ? [[entry.intended, entry]] : [])));
    const answers = grouped(
      entries.filter(({ answered }) => answered),
      ({ answered }) => answered,
    );
    for (const [id, { type, data }] of intended) {
      const events = stored.get(id) ?? [];
      const told = `${type} ${id} on box-${data.boxId}`;
      const due = data.count ?? 1;
      const [first, ...others] = answers.get(id) ?? [];
      if (
        events.length > 0 &&
        (events.length !== due ||
          events.some((event) => event.type !== eventOf[type] || event.stream !== `box-${data.boxId}`))
      )
        wrong(
          `${told} is stored as ${events.map((event) => `${event.type} of ${event.stream}`).join(', ')}: ${events.length} events where ${due} were due`,
        );
      if (!first) continue;
      if (first.accepted && events.length === 0) wrong(`${told} was acknowledged and is not stored`);
      if (first.accepted && events.length > 0 && events.at(-1).version !== first.version)
        wrong(`${told} was answered with version ${first.version} and stands at ${events.at(-1).version}`);
      if (!first.accepted && events.length > 0) wrong(`${told} was refused (${first.refusals}) and is stored`);
      for (const { accepted, version, refusals } of others)
        if (accepted !== first.accepted || version !== first.version)
          wrong(
            `${told} was answered ${first.accepted ? `accepted at ${first.version}` : `refused (${first.refusals})`} ` +
              `and then ${accepted ? `accepted at ${version}` : `refused (${refusals})`}`,
          );
      checked(first.accepted ? 'commands accepted' : 'commands refused', 1);
      checked('answers compared', others.length);
    }
    for (const id of stored.keys()) if (!intended.has(id)) wrong(`command ${id} is stored and nobody gave it`);
    for (const { unanswered } of entries)
      if (unanswered) wrong(`command ${unanswered} was never answered, neither well nor badly`);
    checked('commands given', intended.size);
  }

  /** Of the transactions held open by hand, all events of committed ones are stored, and none of those rolled back. */
  function checkHeld() {
    const ids = new Set(tables.events.alpha.map(({ id }) => id));
    for (const line of [...held.values()].flat()) {
      const { committing, committed, rolledBack } = JSON.parse(line);
      const found = (committing ?? committed ?? rolledBack).filter((id) => ids.has(id)).length;
      if (rolledBack && found > 0) wrong(`${rolledBack[0]} was rolled back and is stored`);
      if (committed && found < committed.length) wrong(`${committed[0]} was committed and is not stored`);
      if (committing && found > 0 && found < committing.length)
        wrong(`of the transaction of ${committing[0]} ${found} of ${committing.length} events are stored`);
      if (!committing) checked('held transactions', 1);
    }
  }

  function checkGifts() {
    const gifts = grouped(
      tables.events.alpha.filter(({ type }) => type === 'Given' || type === 'Taken'),
      ({ data }) => data.gift,
    );
    for (const [gift, events] of gifts)
      if (
        events
          .map(({ type }) => type)
          .sort()
          .join() !== 'Given,Taken'
      )
        wrong(`gift ${gift} is stored in part: ${events.map(({ type, stream }) => `${type} of ${stream}`).join(', ')}`);
    checked('gifts over two streams', gifts.size);
  }

  /**
   * A recall names every treatment that used one of its packs, whichever came first. A noted treatment has used its
   * pack.
   */
  function checkRecalls() {
    const ofType = (...types) => tables.events.alpha.filter(({ type }) => types.includes(type));
    const named = new Map(
      [...grouped(ofType('RecallOpened', 'RecallWidened'), ({ data }) => data.id)].map(([id, events]) => [
        id,
        new Set(events.flatMap(({ data }) => data.treatments)),
      ]),
    );
    const recalled = new Map(ofType('PackRecalled').map(({ data }) => [data.id, data.recall]));
    const used = new Set(ofType('PackUsed').map(({ data }) => `${data.id} ${data.treatment}`));
    for (const { data } of ofType('PackUsed')) {
      const recall = recalled.get(data.id);
      if (recall !== undefined && !named.get(recall)?.has(data.treatment))
        wrong(`recall ${recall} does not name treatment ${data.treatment}, which used its pack ${data.id}`);
      if (recall !== undefined) checked('uses of recalled packs', 1);
    }
    for (const { data } of ofType('Treated'))
      if (!used.has(`${data.pack} ${data.id}`))
        wrong(`treatment ${data.id} is noted and has not used pack ${data.pack}`);
    for (const { data } of ofType('Found'))
      for (const pack of data.packs)
        if (recalled.get(pack) !== data.id) wrong(`pack ${pack} is not recalled by ${data.id}`);
    checked('recalls', named.size);
  }

  /** Checks that a reader has seen every event once, in the log's order. */
  function checkReader(reader, context) {
    const lines = (seen.get(reader) ?? []).map((line) => line.split(' '));
    const events = tables.events[context];
    const known = new Map(events.map(({ at, id }) => [at, id]));
    let last = '0:0';
    const had = new Set();
    for (const [at, id] of lines) {
      if (had.has(at)) wrong(`reader ${reader} saw ${at} twice`);
      else if (!isAfter(at, last)) wrong(`reader ${reader} saw ${at} after ${last}`);
      if (known.get(at) !== id) wrong(`reader ${reader} saw event ${id} at ${at}, which is not stored there`);
      had.add(at);
      if (isAfter(at, last)) last = at;
    }
    for (const { at, stream, version } of events) {
      if (had.has(at)) continue;
      if (isAfter(last, at))
        wrong(`reader ${reader} never saw ${at} (${stream} version ${version}) and went on to ${last}`);
      else lacking(`reader ${reader} has not seen ${at} (${stream} version ${version})`);
    }
    checked('events seen by readers', had.size);
  }

  /**
   * Nobody is in two places. A reservation was certainly held from its answer until its release was first requested.
   * Two of one resource with overlapping times must not have been held at one moment, nor at the end. (The log's order
   * does not show this: a command that waits for a release has an older xid than the release.)
   */
  function checkReservations() {
    const entries = [...commands.values()].flat().map((line) => JSON.parse(line));
    const firstAnswer = new Map();
    const releases = new Map();
    for (const { t, answered, accepted, intended, type, data } of entries) {
      if (answered && accepted && !(firstAnswer.get(answered) < t)) firstAnswer.set(answered, t);
      if (intended && type === 'Release' && !(releases.get(data.reservation) < t)) releases.set(data.reservation, t);
    }
    const released = new Set(
      tables.events.alpha.filter(({ type }) => type === 'Released').map(({ data }) => data.reservation),
    );
    const held = tables.events.alpha
      .filter(({ type }) => type === 'Reserved')
      .map(({ stream, data, meta }) => ({
        ...data,
        stream,
        since: firstAnswer.get(meta.command) ?? Infinity,
        until: releases.get(data.reservation) ?? Infinity,
        atEnd: !released.has(data.reservation),
      }));
    for (const ofOne of grouped(held, ({ resource }) => resource).values())
      for (const [nth, one] of ofOne.entries())
        for (const other of ofOne.slice(nth + 1)) {
          if (one.from >= other.to || other.from >= one.to) continue;
          const told = `${one.resource} was reserved by ${one.stream} (${one.from} to ${one.to}) and ${other.stream} (${other.from} to ${other.to})`;
          if (one.atEnd && other.atEnd) wrong(`${told}, both to the end`);
          else if (one.since < other.until && other.since < one.until) wrong(`${told} at the same moment`);
        }
    const rows = (list) =>
      list
        .map(
          ({ holder, resource, from, to }) =>
            `${holder} ${resource} ${new Date(from).toISOString()} ${new Date(to).toISOString()}`,
        )
        .sort();
    const due = rows(held.filter(({ atEnd }) => atEnd).map(({ stream, ...data }) => ({ holder: stream, ...data })));
    if (!isDeepStrictEqual(rows(tables.claims), due))
      wrong(`the table of claims does not say what the events say: ${differenceOf(rows(tables.claims), due)}`);
    checked('reservations', held.length);
  }

  function boxesFrom(events) {
    const rows = new Map();
    for (const { stream, type, id } of events) {
      const key = idOf(stream);
      if (!(type in changes) || !stream.startsWith('box-')) continue;
      const items = (rows.get(key)?.items ?? 0) + changes[type];
      if (items === 0) rows.delete(key);
      else rows.set(key, { id: key, items, last: id });
    }
    return [...rows.values()];
  }

  function talliesFrom(events) {
    const rows = new Map();
    for (const { stream, data } of events) {
      const before = rows.get(idOf(stream));
      rows.set(idOf(stream), {
        id: idOf(stream),
        heard: (before?.heard ?? 0) + 1,
        balance: (before?.balance ?? 0) + data.change,
        last: data.messageId,
      });
    }
    return [...rows.values()];
  }

  function checkView(name, context, rows, due) {
    const texts = (list) => (list ?? []).map((row) => JSON.stringify(row)).sort();
    if (!isDeepStrictEqual(texts(rows), texts(due)))
      lacking(`${context}'s read model ${name} is not what its events say: ${differenceOf(texts(rows), texts(due))}`);
    checked('read model rows', due.length);
  }

  /** Every message is on the topic, and first deliveries of one key are in the log's order. */
  function checkMessages() {
    const due = new Map(tables.events.alpha.filter(({ type }) => messageTypes[type]).map((event) => [event.id, event]));
    const order = grouped(due.values(), ({ stream }) => idOf(stream));
    const places = new Map();
    const firsts = new Map();
    const had = new Set();
    for (const { id, type, key, subject, value, partition } of partitions.flat()) {
      const event = due.get(id);
      checked('records on the topic', 1);
      if (!event) wrong(`message ${id} (${type}) is on the topic and follows from no event`);
      else if (
        type !== messageTypes[event.type] ||
        key !== idOf(event.stream) ||
        subject !== key ||
        !isDeepStrictEqual(JSON.parse(value), event.data)
      )
        wrong(`message ${id} is not what its event says: ${type} ${key} ${value}`);
      if ((places.get(key) ?? partition) !== partition)
        wrong(`messages of ${key} are in partitions ${places.get(key)} and ${partition}`);
      places.set(key, partition);
      if (had.has(id)) continue;
      had.add(id);
      firsts.get(key)?.push(id) ?? firsts.set(key, [id]);
    }
    for (const [key, ids] of firsts) {
      const wanted = (order.get(key) ?? []).map(({ id }) => id);
      const at = ids.findIndex((id, nth) => id !== wanted[nth]);
      if (at >= 0)
        wrong(
          `messages of ${key} do not come in order: number ${at + 1} on the topic is ${ids[at]} and should be ${wanted[at]}`,
        );
    }
    for (const { id, type, at } of due.values())
      if (!had.has(id)) lacking(`${id} (${type} at ${at}) has no message on the topic`);
    checked('messages', had.size);
  }

  /** Each message of alpha's that beta listens to had its effect once, for each box in alpha's order. */
  function checkEffects() {
    const due = tables.events.alpha.filter(({ type }) => type in changes);
    const effects = grouped(tables.events.beta, ({ data }) => data.messageId);
    const inbox = new Set(tables.inbox);
    const known = new Set(due.map(({ id }) => id));
    for (const { id, type, stream } of due) {
      const count = effects.get(id)?.length ?? 0;
      const told = `${id} (${type} of ${stream})`;
      if (count > 1) wrong(`${told} had its effect in beta ${count} times`);
      if (count === 0)
        (inbox.has(id) ? wrong : lacking)(
          `${told} had no effect in beta${inbox.has(id) ? ', and is in its inbox' : ''}`,
        );
    }
    for (const id of effects.keys())
      if (!known.has(id)) wrong(`beta did something on message ${id}, which alpha never sent`);
    const wanted = grouped(due, ({ stream }) => idOf(stream));
    for (const [stream, events] of grouped(tables.events.beta, (event) => event.stream)) {
      const ids = [...new Set(events.map(({ data }) => data.messageId))];
      const at = ids.findIndex((id, nth) => id !== wanted.get(idOf(stream))?.[nth]?.id);
      if (at >= 0)
        wrong(`effects on ${stream} are not in the order of what caused them: number ${at + 1} is of ${ids[at]}`);
    }
    checked('effects', tables.events.beta.length);
  }
}

/** How two lists differ, with one example each. */
function differenceOf(is, due) {
  const [has, wants] = [new Set(is), new Set(due)];
  const [extra, missing] = [is.filter((one) => !wants.has(one)), due.filter((one) => !has.has(one))];
  return `${extra.length} rows should not be (${extra[0] ?? ''}), ${missing.length} are missing (${missing[0] ?? ''})`;
}
