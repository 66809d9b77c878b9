/**
 * Kafka's murmur2 (org.apache.kafka.common.utils.Utils): a signed 32-bit hash of the bytes.
 */
export function murmur2(bytes: Uint8Array): number {
  const m = 0x5bd1e995;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length & ~3;
  let h = 0x9747b28c ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(view.getInt32(at, true), m);
    k ^= k >>> 24;
    h = Math.imul(h, m) ^ Math.imul(k, m);
  }
  const left = bytes.length - whole;
  if (left > 2) h ^= view.getUint8(whole + 2) << 16;
  if (left > 1) h ^= view.getUint8(whole + 1) << 8;
  if (left > 0) h = Math.imul(h ^ view.getUint8(whole), m);
  h ^= h >>> 13;
  h = Math.imul(h, m);
  return h ^ (h >>> 15);
}

/** The partition of a key, from 0 to `partitions` - 1, as Kafka's Java client and both adapters choose it. */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key, 'utf8')) & 0x7fffffff) % partitions;
}
