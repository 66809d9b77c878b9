import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as elapse } from 'node:timers/promises';
import { BrokerUnavailable, MessageRefused, type Batch, type Broker, type Message } from './broker.js';
import { Effects, message, fresh, until, sorted, type Outage, type BrokerUnderTest } from './broker.fixture.js';

/** Tests every promise of `Broker` on one adapter. */
export function anyBroker(under: BrokerUnderTest): void {
  describe(`${under.name}, as any broker,`, () => {
    const made: Broker[] = [];
    const make = (): Broker => {
      const broker = under.make();
      made.push(broker);
      return broker;
    };
    const topicWith = async (broker: Broker, messages: readonly Message[]): Promise<string> => {
      const topic = fresh('topic');
      await broker.ensureTopics([topic]);
      await broker.publish(topic, messages);
      return topic;
    };

    afterEach(async () => {
      await Promise.all(made.splice(0).map((broker) => broker.close()));
    });

    it('keeps each subject in the order published, while others publish other subjects', async () => {
      const topic = fresh('topic');
      const subjects = Array.from({ length: 12 }, (_, nth) => `subject-${nth}`);
      const publishers = [make(), make(), make()];
      await publishers[0]?.ensureTopics([topic]);
      const sent = new Map(subjects.map((subject) => [subject, Array.from({ length: 40 }, () => message(subject))]));
      const effects = new Effects();
      await make().consume(effects.consumption(fresh('group'), [topic]));
      await Promise.all(
        subjects.map(async (subject, nth) => {
          const mine = [...(sent.get(subject) ?? [])];
          while (mine.length > 0) await publishers[nth % 3]?.publish(topic, mine.splice(0, 1 + (mine.length % 5)));
        }),
      );
      await until('480 messages have come', () => effects.seen.length >= 480);
      for (const subject of subjects)
        expect(effects.seen.filter(({ key }) => key === subject).map(({ id }) => id)).toEqual(
          sent.get(subject)?.map(({ id }) => id),
        );
    });

    it('gives every partition dense, ascending offsets, and a subject always the same partition', async () => {
      const broker = make();
      const topic = await topicWith(
        broker,
        Array.from({ length: 60 }, (_, nth) => message(`subject-${nth % 20}`)),
      );
      const effects = new Effects();
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('60 messages have come', () => effects.seen.length >= 60);
      const partitions = new Set(effects.seen.map(({ partition }) => partition));
      expect([...partitions].sort()).toEqual([0, 1, 2]);
      for (const partition of partitions) {
        const offsets = effects.seen.filter((one) => one.partition === partition).map(({ offset }) => offset);
        expect(offsets).toEqual(offsets.map((_, nth) => BigInt(nth)));
      }
      for (const key of new Set(effects.seen.map((one) => one.key)))
        expect(new Set(effects.seen.filter((one) => one.key === key).map(({ partition }) => partition)).size).toBe(1);
    });

    it('carries everything that a message says, in any script', async () => {
      const broker = make();
      const full: Message = {
        ...message('клиент-髪-🪒', {
          name: 'Ångström “quoted” \u2028',
          nested: [{ deep: null }, 1.5, true],
          nul: '\u0000',
          lone: '\ud800',
        }),
        correlationId: 'request-7',
        actor: 'дао',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      };
      const topic = await topicWith(broker, [full]);
      const effects = new Effects();
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('it has come', () => effects.seen.length > 0);
      expect(effects.seen[0]?.message).toEqual(full);
      expect(effects.seen[0]?.key).toBe('клиент-髪-🪒');
    });

    it('carries the largest message, and a publish that is larger than any batch', async () => {
      const broker = make();
      const sent = [
        message('a', { text: 'x'.repeat(59_000) }),
        ...Array.from({ length: 60 }, () => message('a', { text: 'é'.repeat(25_000) })),
      ];
      const topic = await topicWith(broker, sent);
      const effects = new Effects();
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('all have come', () => effects.seen.length >= sent.length);
      expect(effects.seen.map((one) => one.message)).toEqual(sent);
    });

    it('refuses what is malformed or too large before sending any of it', async () => {
      const broker = make();
      const good = message('a');
      const topic = await topicWith(broker, [good]);
      const bad: Message[] = [
        message('a', 'x'.repeat(1_000_001)),
        { ...message('a'), id: '7' },
        message(''),
        { ...message('a'), data: undefined },
        message('a', { count: 1n }),
      ];
      for (const one of bad) await expect(broker.publish(topic, [message('a'), one])).rejects.toThrow(MessageRefused);
      const effects = new Effects();
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('the good one has come', () => effects.seen.length > 0);
      await broker.publish(topic, [good]);
      await until('the good one has come again', () => effects.seen.length > 1);
      expect(effects.ids).toEqual([good.id, good.id]);
    });

    it('begins at the beginning when nothing is recorded, also where the group has been before', async () => {
      const broker = make();
      const sent = Array.from({ length: 30 }, (_, nth) => message(`subject-${nth}`));
      const topic = await topicWith(broker, sent);
      const group = fresh('group');
      for (const round of ['first', 'second']) {
        const effects = new Effects();
        const consumer = await broker.consume(effects.consumption(group, [topic]));
        await until('all have come', () => effects.seen.length >= 30);
        await consumer.stop();
        expect([round, ...sorted(effects.ids)]).toEqual([round, ...sorted(sent.map(({ id }) => id))]);
      }
    });

    it('begins where the database says, whatever the broker thinks', async () => {
      const broker = make();
      const topic = await topicWith(
        broker,
        Array.from({ length: 60 }, (_, nth) => message(`subject-${nth % 20}`)),
      );
      const group = fresh('group');
      const first = new Effects();
      const consumer = await broker.consume(first.consumption(group, [topic]));
      await until('all have come', () => first.seen.length >= 60);
      await consumer.stop();
      const again = new Effects();
      for (const partition of [0, 1, 2]) again.next.set(`${topic} ${partition}`, 3n);
      await broker.consume(again.consumption(group, [topic]));
      const expected = first.seen.filter(({ offset }) => offset >= 3n);
      await until('the later ones have come again', () => again.seen.length >= expected.length);
      expect(sorted(again.ids)).toEqual(sorted(expected.map(({ id }) => id)));
    });

    it('begins at the beginning when the topic is shorter than what was read of it', async () => {
      const broker = make();
      const sent = Array.from({ length: 10 }, () => message('a'));
      const topic = await topicWith(broker, sent);
      const effects = new Effects();
      for (const partition of [0, 1, 2]) effects.next.set(`${topic} ${partition}`, 500n);
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('all have come', () => effects.seen.length >= 10);
      expect(effects.ids).toEqual(sent.map(({ id }) => id));
    });

    it('loses nothing when a consumer dies in the middle of handling', async () => {
      const sent = Array.from({ length: 20 }, () => message('a'));
      const topic = await topicWith(make(), sent);
      const group = fresh('group');
      const effects = new Effects();
      let handling = false;
      const dying = make();
      await dying.consume(
        effects.consumption(group, [topic], async () => {
          handling = true;
          await new Promise(() => undefined);
        }),
      );
      await until('it is handling', () => handling);
      await dying.close();
      await make().consume(effects.consumption(group, [topic]));
      await until('all have come', () => effects.seen.length >= 20);
      expect(effects.ids).toEqual(sent.map(({ id }) => id));
    });

    it('brings again, from what is recorded, what a handler rejected, while other partitions and topics go on', async () => {
      const broker = make();
      const [poison, after] = [message('a', 'poison'), message('a', 'after')];
      const topic = await topicWith(broker, [message('a', 'before'), poison, after]);
      const other = await topicWith(broker, []);
      const effects = new Effects();
      let attempts = 0;
      await broker.consume(
        effects.consumption(fresh('group'), [topic, other], async (batch) => {
          const at = batch.messages.findIndex((one) => one.message?.id === poison.id);
          if (at < 0 || ++attempts > 5) return;
          if (at > 0) effects.record({ ...batch, messages: batch.messages.slice(0, at) });
          return Promise.reject(new Error('as the test wants it'));
        }),
      );
      await until('it has been rejected twice', () => attempts >= 2);
      const others = [...Array.from({ length: 20 }, (_, nth) => message(`other-${nth}`)), message('b')];
      await broker.publish(other, others.slice(0, 10));
      await broker.publish(
        topic,
        others.slice(10).filter(({ subject }) => subject !== 'a'),
      );
      await until('the others have come', () => effects.seen.filter(({ key }) => key !== 'a').length >= 15);
      expect(effects.ids).not.toContain(poison.id);
      await until('all have come', () => effects.seen.length >= 24);
      expect(attempts).toBe(6);
      expect(effects.seen.filter(({ key }) => key === 'a').map((one) => one.message?.data)).toEqual([
        'before',
        'poison',
        'after',
      ]);
    });

    it('shares a topic between two consumers of a group, and one takes over when the other stops', async () => {
      const group = fresh('group');
      const [one, two] = [new Effects(), new Effects()];
      two.next.set = (key, value) => (one.next.set(key, value), two.next);
      two.next.get = (key) => one.next.get(key);
      const publisher = make();
      const topic = await topicWith(publisher, []);
      const first = await make().consume(one.consumption(group, [topic]));
      await make().consume(two.consumption(group, [topic]));
      let rounds = 0;
      const round = async (): Promise<void> => {
        await publisher.publish(
          topic,
          Array.from({ length: 12 }, (_, nth) => message(`subject-${nth}`)),
        );
        rounds++;
        await until('the round has come', () => new Set([...one.ids, ...two.ids]).size >= rounds * 12);
      };
      for (let nth = 0; nth < 50 && (one.seen.length === 0 || two.seen.length === 0); nth++) {
        await round();
        await elapse(100);
      }
      expect(Math.min(one.seen.length, two.seen.length)).toBeGreaterThan(0);
      await first.stop();
      const stopped = one.seen.length;
      await round();
      await round();
      expect(one.seen.length).toBe(stopped);
      for (const key of new Set([...one.seen, ...two.seen].map((seen) => seen.key))) {
        const offsets = [...one.seen, ...two.seen].filter((seen) => seen.key === key).map(({ offset }) => offset);
        expect(new Set(offsets).size).toBe(offsets.length);
      }
    });

    it('gives everything to each of two groups', async () => {
      const broker = make();
      const sent = Array.from({ length: 30 }, (_, nth) => message(`subject-${nth}`));
      const topic = await topicWith(broker, sent);
      const groups = [new Effects(), new Effects()];
      for (const effects of groups) await broker.consume(effects.consumption(fresh('group'), [topic]));
      for (const effects of groups) {
        await until('all have come', () => effects.seen.length >= 30);
        expect(sorted(effects.ids)).toEqual(sorted(sent.map(({ id }) => id)));
      }
    });

    it('delivers what is no message as a problem, in its place', async () => {
      const broker = make();
      const topic = await topicWith(broker, []);
      const envelope = {
        ce_specversion: '1.0',
        ce_id: randomUUID(),
        ce_source: '/stipple/staff',
        ce_type: 'staff.hired.v1',
        ce_time: '2026-11-23T10:00:00Z',
        ce_subject: 'a',
        'content-type': 'application/json',
      };
      await under.writeRaw(topic, { key: 'a', value: null, headers: envelope });
      await under.writeRaw(topic, { key: null, value: 'hello', headers: {} });
      await under.writeRaw(topic, { key: 'a', value: '{"cut', headers: envelope });
      await under.writeRaw(topic, { key: 'a', value: '{}', headers: { ...envelope, ce_id: 'seven' } });
      await under.writeRaw(topic, { key: 'b', value: '{}', headers: envelope });
      await under.writeRaw(topic, { key: 'a', value: '{"fine":true}', headers: envelope });
      const effects = new Effects();
      await broker.consume(effects.consumption(fresh('group'), [topic]));
      await until('all have come', () => effects.seen.length >= 6);
      expect(effects.seen.map(({ problem }) => problem)).toEqual([
        'It has no value.',
        'It is no CloudEvent: it has neither a ce_specversion header nor the content type application/cloudevents+json.',
        expect.stringContaining('Its value is not JSON'),
        'Its id is "seven", not a UUID.',
        `The record's key is not its subject "a", so that order could not hold.`,
        undefined,
      ]);
      expect(effects.seen[5]?.message?.data).toEqual({ fine: true });
    });

    it('lets a running handler end before stop resolves, tells it to leave the rest, and hands over nothing afterwards', async () => {
      const broker = make();
      const topic = await topicWith(broker, [message('a')]);
      const effects = new Effects();
      let handling: Batch | undefined;
      let finished = false;
      const consumer = await broker.consume(
        effects.consumption(fresh('group'), [topic], async (batch) => {
          handling = batch;
          expect(batch.isCurrent()).toBe(true);
          while (batch.isCurrent()) await elapse(10);
          await elapse(500);
          finished = true;
        }),
      );
      await until('it is handling', () => handling !== undefined);
      const stopped = consumer.stop();
      await broker.publish(topic, [message('a')]);
      await stopped;
      expect(finished).toBe(true);
      await elapse(300);
      expect(effects.seen).toHaveLength(1);
    });

    it('makes topics once when many ask at the same time, and those that a consumer names', async () => {
      const topics = [fresh('topic'), fresh('topic')];
      const brokers = Array.from({ length: 6 }, make);
      await Promise.all(brokers.map((broker, nth) => broker.ensureTopics(nth % 2 ? topics : [...topics].reverse())));
      await brokers[0]?.ensureTopics([...topics, fresh('topic')]);
      const named = fresh('topic');
      const effects = new Effects();
      await brokers[1]?.consume(effects.consumption(fresh('group'), [...topics, named]));
      for (const topic of [...topics, named]) await brokers[0]?.publish(topic, [message('a')]);
      await until('three have come', () => effects.seen.length >= 3);
    });

    it('says how soon a message arrives', async () => {
      const broker = make();
      const topic = await topicWith(broker, []);
      const effects = new Effects();
      const published = new Map<string, number>();
      const took: number[] = [];
      await broker.consume(
        effects.consumption(fresh('group'), [topic], (batch) => {
          for (const one of batch.messages) took.push(performance.now() - (published.get(one.message?.id ?? '') ?? 0));
          return Promise.resolve();
        }),
      );
      for (let nth = 0; nth < 100; nth++) {
        const one = message(`subject-${nth}`);
        published.set(one.id, performance.now());
        await broker.publish(topic, [one]);
      }
      await until('all have come', () => took.length >= 100);
      took.sort((a, b) => a - b);
      process.stdout.write(
        `${under.name}: from publish to handle ${took[50]?.toFixed(1)} ms in the middle, ${took[95]?.toFixed(1)} ms for 95 of 100\n`,
      );
      expect(broker.problem()).toBeUndefined();
    });

    describe('when its servers are away', () => {
      let outage: Outage;
      const brokers: Broker[] = [];

      beforeAll(async () => {
        outage = await under.outage();
      });
      afterAll(async () => {
        await Promise.all(brokers.map((broker) => broker.close()));
        await outage.end();
      });

      it('rejects a publish within its deadline, says why, and goes on by itself afterwards', async () => {
        const broker = outage.make({ publishDeadline: 2_000 });
        brokers.push(broker);
        const topic = await topicWith(broker, [message('a', 1)]);
        const effects = new Effects();
        await broker.consume(effects.consumption(fresh('group'), [topic]));
        await until('the first has come', () => effects.seen.length > 0);
        await outage.down();
        await expect(broker.publish(topic, [message('a', 'lost')])).rejects.toThrow(BrokerUnavailable);
        await until('it says so', () => broker.problem() !== undefined);
        await elapse(3_000);
        await expect(broker.ensureTopics([fresh('topic')])).rejects.toThrow(BrokerUnavailable);
        const late = outage.make({ publishDeadline: 2_000 });
        brokers.push(late);
        const lateEffects = new Effects();
        await late.consume(lateEffects.consumption(fresh('group'), [topic]));
        expect(late.problem()).toEqual(expect.any(String));
        await outage.up();
        await until('both work again', () => broker.problem() === undefined && late.problem() === undefined);
        await broker.publish(topic, [message('a', 2)]);
        await until('both have the second', () =>
          [effects, lateEffects].every(({ seen }) => seen.some((one) => one.message?.data === 2)),
        );
        expect(effects.seen[0]?.message?.data).toBe(1);
        expect(lateEffects.seen[0]?.message?.data).toBe(1);
      });
    });
  });
}
