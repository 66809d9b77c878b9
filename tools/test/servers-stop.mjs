// Stops what servers.mjs started. Both run in the process that starts Jest's workers.
export default async function stopServers() {
  await globalThis.stippleTestServers?.stop();
}
