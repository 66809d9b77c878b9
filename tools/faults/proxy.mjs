// A TCP proxy between the processes and one server. It cuts connections, loses answers, delays, slows and stalls.
import net from 'node:net';

const elapse = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function openProxy(targetPort) {
  const connections = new Set();
  const weather = { delay: 0, bytesPerSecond: 0, stalled: undefined };

  const held = async (bytes) => {
    if (weather.delay > 0) await elapse(weather.delay);
    if (weather.bytesPerSecond > 0) await elapse((bytes / weather.bytesPerSecond) * 1_000);
    if (weather.stalled) await weather.stalled;
  };
  const calm = () => weather.delay === 0 && weather.bytesPerSecond === 0 && !weather.stalled;

  /** Passes chunks on in order, each delayed by the present weather. */
  function pump(from, to, before) {
    const pass = (chunk) => {
      if (to.destroyed || before()) return undefined;
      if (to.write(chunk)) return from.resume();
      from.pause();
      to.once('drain', () => from.resume());
    };
    from.on('data', (chunk) => {
      if (calm()) pass(chunk);
      else {
        from.pause();
        void held(chunk.length).then(() => pass(chunk));
      }
    });
  }

  const listener = net.createServer((client) => {
    const server = net.connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    const connection = {
      losesAnswer: false,
      cut: () => [client, server].forEach((socket) => socket.resetAndDestroy()),
    };
    connections.add(connection);
    pump(client, server, () => false);
    pump(server, client, () => {
      if (connection.losesAnswer) connection.cut();
      return connection.losesAnswer;
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ]) {
      // An error is followed by `close`, which ends the other side.
      one.on('error', () => connections.delete(connection));
      one.on('close', () => {
        connections.delete(connection);
        other.destroySoon();
      });
    }
  });
  await new Promise((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve));

  const during = async (milliseconds, change, back) => {
    change();
    await elapse(milliseconds);
    back();
  };
  return {
    port: listener.address().port,
    /** Resets the connections that `chosen` selects. Answers how many. */
    cut: (chosen) => [...connections].filter(chosen).map((connection) => connection.cut()).length,
    /** Requests reach the server, but instead of the next answer the connection is reset. */
    loseAnswers: (chosen) =>
      [...connections].filter(chosen).map((connection) => (connection.losesAnswer = true)).length,
    delay: (by, milliseconds) =>
      during(
        milliseconds,
        () => (weather.delay = by),
        () => (weather.delay = 0),
      ),
    slow: (bytesPerSecond, milliseconds) =>
      during(
        milliseconds,
        () => (weather.bytesPerSecond = bytesPerSecond),
        () => (weather.bytesPerSecond = 0),
      ),
    /** Lets nothing pass for some time, silently. */
    stall(milliseconds) {
      const stalled = elapse(milliseconds);
      return during(
        milliseconds,
        () => (weather.stalled = stalled),
        () => (weather.stalled = undefined),
      );
    },
    close() {
      for (const connection of connections) connection.cut();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
