// The page reads the chosen files, runs the same verifier as the command line, and shows the verdict.
import { parseCheckpoint } from '../checkpoint.js';
import { integerOf, Malformed, utf8 } from '../encoding.js';
import { parsePolicy } from '../policy.js';
import { portableCryptography } from '../portable-cryptography.js';
import { verifyBundle } from '../verify.js';

const { document } = globalThis;
const element = (id) => document.getElementById(id);
const smallLimit = 262_144;
let dropped;

const sourceOf = (file) => {
  let at = 0;
  return {
    async read(into) {
      const part = new Uint8Array(await file.slice(at, at + into.length).arrayBuffer());
      into.set(part);
      at += part.length;
      return part.length;
    },
  };
};

async function small(id) {
  const file = element(id).files[0];
  if (file === undefined) return undefined;
  if (file.size > smallLimit) throw new Malformed(`${file.name} is too large to be what is asked for there.`);
  return new Uint8Array(await file.arrayBuffer());
}

function index(id) {
  const text = element(id).value.trim();
  return text === '' ? undefined : integerOf(text, 'The index of an entry');
}

async function expectations() {
  const [policyBytes, since] = [await small('policy'), await small('since')];
  const key = element('key').value.trim();
  if (policyBytes && key) throw new Malformed('Give a policy or a key, not both.');
  const policy = policyBytes ?? (key ? utf8(`log ${key}\nquorum none\n`) : undefined);
  const [from, to] = [index('from'), index('to')];
  return {
    cryptography: portableCryptography,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    selection: element('selection').checked,
    ...(policy ? { policy: parsePolicy(portableCryptography, policy) } : {}),
    ...(since ? { since: parseCheckpoint(since) } : {}),
    progress: (done, total) => {
      element('progress').max = Math.max(total, 1);
      element('progress').value = done;
    },
  };
}

function line(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  element('verdict').append(made);
}

/** @param evidence shows that the log signed two histories; base64 */
function offer(evidence) {
  const made = document.createElement('a');
  made.href = `data:application/octet-stream;base64,${evidence}`;
  made.download = 'evidence';
  made.textContent = 'Keep the proof that the log has signed two histories';
  element('verdict').append(made);
}

function show({ holds, problem, log, entries, since, cosignatures, remarks, splitView }) {
  element('verdict').replaceChildren();
  line('h2', holds ? 'Everything holds.' : 'It does not hold.', holds ? 'holds' : 'fails');
  if (problem) line('p', problem.sentence);
  const found = problem?.isProven === true ? 'First bad index' : 'Found at index';
  if (problem?.index !== undefined)
    line(
      'p',
      problem.lastIndex === undefined
        ? `${found}: ${problem.index}`
        : `${found}: one of ${problem.index} to ${problem.lastIndex}`,
    );
  if (holds && entries?.count > 0)
    line('p', `Entries ${entries.first} to ${entries.last} (${entries.count}) are what the log recorded.`);
  if (log) line('p', `Log ${log.origin}, ${log.size} entries, root ${log.root}`);
  if (since !== undefined) line('p', `It extends the kept checkpoint of ${since} entries.`);
  for (const { witness, time } of cosignatures) line('p', `Cosigned by ${witness} at ${time}`);
  for (const remark of remarks) line('p', remark, 'small');
  if (splitView) offer(splitView);
}

async function verify() {
  const file = dropped ?? element('bundle').files[0];
  element('verdict').replaceChildren();
  element('verify').disabled = true;
  element('progress').hidden = false;
  element('progress').value = 0;
  try {
    if (file === undefined) throw new Malformed('Choose a bundle first.');
    show(await verifyBundle(sourceOf(file), await expectations()));
  } catch (error) {
    show({ holds: false, problem: { sentence: error.message }, cosignatures: [], remarks: [] });
  } finally {
    element('verify').disabled = false;
    element('progress').hidden = true;
  }
}

element('verify').addEventListener('click', () => void verify());
element('bundle').addEventListener('change', () => (dropped = undefined));
const drop = element('drop');
drop.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  dropped = event.dataTransfer.files[0];
  if (dropped) void verify();
});
